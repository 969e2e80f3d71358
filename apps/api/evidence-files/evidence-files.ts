import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { FileHandle } from 'node:fs/promises';
import { EvidenceStore } from '../../../libs/evidence/store.js';
import { TRAITS, type EvidenceType } from '../../../libs/evidence/types.js';
import {
  lockEvidenceFile,
  NAMES_DOCUMENT,
  touchEvidenceFiles,
  uploadsOf,
  writeUpload,
} from '../../../libs/persistence/repositories/evidence-file.repository.js';
import { fileSubject } from '../../../libs/records/configuration/changes.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { badRequest, notFound } from '../common/problem/problem.js';
import { visibleEntries } from '../ledger/visible-entries.js';
import { isGone } from '../obligations/task-faults.js';
import type { EvidenceFileResponse } from './dto/evidence-file.dto.js';
import type { ExaminedFile } from './examined-file.js';

/** Uploaded files that show what was done. */
@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly store: EvidenceStore,
  ) {}

  /** Keeps a file, and who declared it not classified; the same content once more is the same file. */
  keep(command: Command, unitId: string, file: ExaminedFile): Promise<EvidenceFileResponse> {
    const { caller } = command;
    if (isGone(caller.organisation.unit(unitId, caller.at)))
      throw badRequest([{ pointer: '/unit', detail: 'there is no such unit' }]);
    const { sha256, name, type, sizeBytes } = file;
    return this.changes.run(command, async (tx) => {
      await lockEvidenceFile(tx.manager, sha256);
      const upload = {
        sha256,
        sizeBytes,
        name,
        type,
        unitId,
        officerId: caller.officerId,
        declaredAt: tx.at,
      };
      if (await writeUpload(tx.manager, upload))
        await tx.record(fileSubject(sha256), 'file-declared', {
          unitId,
          type,
          sizeBytes,
          notClassified: true,
        });
      // Under the lock, so that nobody removes it before its row is there.
      await this.store.keep(file);
      return toResponse(upload);
    });
  }

  /**
   * Opens a file for who may see it: whoever uploaded it, auditors of the unit that it was uploaded for, and whoever may see an entry
   * that refers to it.
   *
   * @throws Problem 404
   */
  async open(caller: Caller, sha256: string): Promise<{ file: EvidenceFileResponse; content: FileHandle }> {
    const uploads = await uploadsOf(this.dataSource.manager, [sha256]);
    const upload = uploads.find(({ officerId }) => officerId === caller.officerId) ?? uploads[0];
    if (upload === undefined || !(await this.maySee(caller, sha256, uploads))) throw notFound('file');
    const content = await this.store.open(sha256);
    if (content === undefined) throw notFound('file');
    return { file: toResponse(upload), content };
  }

  /** Those of the files that are not there, or that the caller may not see; the others stay for whoever is about to name them. */
  async unusable(caller: Caller, sha256s: readonly string[]): Promise<Set<string>> {
    const there = await touchEvidenceFiles(this.dataSource.manager, sha256s);
    const uploads = await uploadsOf(this.dataSource.manager, [...there]);
    const unusable = new Set(sha256s.filter((sha256) => !there.has(sha256)));
    for (const sha256 of there) {
      const own = uploads.filter((upload) => upload.sha256 === sha256);
      if (!(await this.maySee(caller, sha256, own))) unusable.add(sha256);
    }
    return unusable;
  }

  private async maySee(
    caller: Caller,
    document: string,
    uploads: readonly { readonly officerId: string; readonly unitId: string }[],
  ): Promise<boolean> {
    const isTheirs = uploads.some(
      ({ officerId, unitId }) => officerId === caller.officerId || caller.holds(['auditor'], unitId),
    );
    if (isTheirs) return true;
    return visibleEntries(this.dataSource.manager, caller).andWhere(NAMES_DOCUMENT, { document }).getExists();
  }
}

const toResponse = ({
  sha256,
  name,
  type,
  sizeBytes,
}: {
  sha256: string;
  name: string;
  type: string;
  sizeBytes: number;
}): EvidenceFileResponse => ({ sha256, name, type: TRAITS[type as EvidenceType].mediaType, sizeBytes });
