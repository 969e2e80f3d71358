import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  isLaterEntry,
  occurrenceBrief,
  stageOwedByNobody,
} from '../../../libs/domain/obligation/occurrence.js';
import type { Occurrence, Opening } from '../../../libs/domain/obligation/obligation.js';
import { openingsOf } from '../../../libs/domain/obligation/openings.js';
import type { Unit } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import type { DutyEntity } from '../../../libs/persistence/entities/duty.entity.js';
import { trialOnRecord } from '../../../libs/plan/adopt/trial.js';
import { dutySubject } from '../../../libs/records/configuration/changes.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { openSubjects } from '../../../libs/records/subjects/open-subjects.js';
import type { Command } from '../common/idempotency/command.js';
import { refused } from '../common/problem/problem.js';
import { Documents } from '../documents/documents.js';
import { untilOpened } from '../obligations/until-opened.js';
import { SubjectStarts } from '../subjects/subject-starts.js';

/** What happened, as an officer enters it. */
export interface Happening extends Pick<Occurrence, 'onBehalfOf' | 'about'> {
  readonly text: string;
  readonly occurredAt?: Instant;
  readonly now: Instant;
}

/** Opens what answers an occurrence, by whichever route it is entered. */
@Injectable()
export class OccurrenceOpenings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
    private readonly documents: Documents,
    private readonly starts: SubjectStarts,
  ) {}

  /**
   * Puts the obligation on record and starts its clock. A command whose answer was lost finds what it has opened.
   *
   * @returns its id; of a large unit that is split, that of the first part
   * @throws Problem 409 `nobody-owes`
   */
  async open({ caller, id }: Command, duty: DutyEntity, unit: Unit, what: Happening): Promise<string> {
    const { organisation } = caller;
    const { text, now, occurredAt = now, onBehalfOf, about } = what;
    const { manager } = this.dataSource;
    const nobodys = stageOwedByNobody(organisation, duty.definition, unit.id, now);
    if (nobodys !== undefined)
      throw refused('nobody-owes', `In this unit nobody would owe the stage "${nobodys.name}".`);
    const { snapshot, calendar } = await this.facts.current(manager, unit.calendarId);
    const brief = occurrenceBrief(`${duty.id}.${id.slice(0, 20)}`, unit, duty, {
      policy: snapshot.policyOf(unit.id, now),
      ...(await trialOnRecord(manager, duty.planId, calendar)),
      document: await this.documents.keep(caller, text),
      openedBy: caller.officerId,
      occurrence: {
        at: occurredAt,
        isLaterEntry: isLaterEntry(calendar, occurredAt, now),
        via: 'officer',
        onBehalfOf,
        ...(about ? { about } : {}),
      },
    });
    const openings = openingsOf(brief, organisation, now);
    const opener = dutySubject(duty.id);
    await this.dataSource.transaction((transaction) => openSubjects(transaction, openings, opener));
    await this.starts.start(opener);
    const opened = (openings[0] as Opening).brief.id;
    await untilOpened(this.dataSource, opened);
    return opened;
  }
}
