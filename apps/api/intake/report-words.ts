import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IntakeReportEntity } from '../../../libs/persistence/entities/intake-report.entity.js';
import { reportPerson } from '../../../libs/privacy/person.js';
import { Texts } from '../../../libs/privacy/texts.js';

type Word = 'text' | 'contact' | 'remark';
type Words = Readonly<Record<Word, string | null>>;

/** What somebody wrote without an account, and how they can be reached: kept under a key of that report alone. */
@Injectable()
export class ReportWords {
  constructor(private readonly texts: Texts) {}

  /** As they are kept of a new report. */
  async sealed(
    manager: EntityManager,
    id: string,
    { text, contact }: { readonly text: string; readonly contact: string | undefined },
  ): Promise<Pick<IntakeReportEntity, Word>> {
    const key = await this.texts.keys.require(manager, reportPerson(id));
    return {
      text: key.seal(text, 'text'),
      contact: contact === undefined ? null : key.seal(contact, 'contact'),
      remark: null,
    };
  }

  /** Keeps what they said of the answer. */
  async keepRemark(manager: EntityManager, id: string, remark: string | undefined): Promise<void> {
    if (remark === undefined) return;
    const key = await this.texts.keys.require(manager, reportPerson(id));
    await manager.update(IntakeReportEntity, { id }, { remark: key.seal(remark, 'remark') });
  }

  /** All null once the key is destroyed. */
  async read(
    manager: EntityManager,
    { id, ...words }: Pick<IntakeReportEntity, 'id' | Word>,
  ): Promise<Words> {
    const key = (await this.texts.keys.ofAll(manager, [reportPerson(id)])).get(reportPerson(id));
    const open = (word: Word): string | null => {
      const sealed = words[word];
      return sealed === null || key == null ? null : key.open(sealed, word).toString('utf8');
    };
    return { text: open('text'), contact: open('contact'), remark: open('remark') };
  }
}
