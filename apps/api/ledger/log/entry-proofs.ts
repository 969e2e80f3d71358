import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sealedText } from '../../../../libs/ledger/sealed.js';
import { leafOf } from '../../../../libs/persistence/repositories/ledger-leaf.repository.js';
import type { Caller } from '../../auth/caller.js';
import { notFound } from '../../common/problem/problem.js';
import { visibleEntries } from '../visible-entries.js';
import type { EntryInclusionResponse } from './dto/proof.response.dto.js';
import { LogService, notSealed } from './log.service.js';

/** Proofs about entries, for whoever may see them. */
@Injectable()
export class EntryProofs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: LogService,
  ) {}

  /** @param name `subject#seq` */
  async inclusion(caller: Caller, name: string): Promise<EntryInclusionResponse> {
    const [subject, seq] = name.split('#');
    const { manager } = this.dataSource;
    const entry = await visibleEntries(manager, caller)
      .andWhere('entry.subject = :subject AND entry.seq = :seq', { subject, seq: Number(seq) })
      .getOne();
    if (entry === null) throw notFound('entry');
    const leaf = await leafOf(manager, entry.id);
    if (leaf === null) throw notSealed();
    return {
      ...(await this.log.inclusion(leaf.index)),
      salt: leaf.salt?.toString('base64') ?? null,
      text: sealedText(entry),
    };
  }
}
