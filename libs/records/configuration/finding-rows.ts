import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import type { FindingKind } from '../../persistence/entities/finding.entity.js';
import { insertFindings } from '../../persistence/repositories/finding.repository.js';
import { writeNotifications } from '../../persistence/repositories/notification.repository.js';
import { notificationRows } from '../subjects/notices.js';
import { WATCHDOG, type ToldAdministrator } from './changes.js';

/** Findings that one entry opens. */
export interface OpenedFindings {
  readonly kind: 'rung-overdue' | 'finding-opened';
  readonly seq: number;
  readonly at: Instant;
  readonly what: FindingKind;
  readonly about: readonly string[];
  readonly told: readonly ToldAdministrator[];
}

/** Writes the rows of findings, and of those who are told of them. */
export async function openFindings(manager: EntityManager, opened: OpenedFindings): Promise<void> {
  const { kind, seq, at, told } = opened;
  await insertFindings(manager, opened);
  const notifications = notificationRows({
    subject: WATCHDOG,
    seq: seq - 1,
    entries: [{ kind, at, actor: null, onBehalfOf: null, body: { told } }],
    hasMail: (officer) => told.some((one) => one.officer === officer && one.mail),
  });
  await writeNotifications(manager, notifications);
}
