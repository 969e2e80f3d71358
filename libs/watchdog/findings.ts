import type { EntityManager } from 'typeorm';
import type { OfficerId } from '../domain/organisation/organisation.js';
import { instantOf, type Instant } from '../domain/time.js';
import type { FindingKind } from '../persistence/entities/finding.entity.js';
import { administrators, findingsOf, type Finding } from '../persistence/repositories/finding.repository.js';
import { lockOrAddSubject } from '../persistence/repositories/subject.repository.js';
import { WATCHDOG, type ToldAdministrator } from '../records/configuration/changes.js';
import { record } from '../records/configuration/record.js';

/** What lasts, for whoever is going to say what else does: until the transaction ends nobody else says it too. */
export async function lockFindings(
  manager: EntityManager,
  kinds: readonly FindingKind[],
): Promise<Finding[]> {
  await lockOrAddSubject(manager, WATCHDOG);
  return findingsOf(manager, kinds);
}

/**
 * Records that the rung of a subject is overdue, and tells the administrators.
 *
 * @returns those of them for whom there is new mail
 */
export async function openOverdue(
  manager: EntityManager,
  subject: string,
  plannedAt: Instant,
): Promise<OfficerId[]> {
  const told = await toBeTold(manager);
  await record(manager, WATCHDOG, {
    kind: 'rung-overdue',
    at: instantOf(Date.now()),
    actor: null,
    body: { about: [subject], plannedAt, told },
  });
  return withMail(told);
}

/** Records that findings are over. */
export async function closeFindings(manager: EntityManager, findings: readonly Finding[]): Promise<void> {
  const kinds = [...new Set(findings.map(({ what }) => what))];
  for (const what of kinds) {
    const about = findings.filter((finding) => finding.what === what).map((finding) => finding.about);
    await record(manager, WATCHDOG, {
      kind: 'finding-closed',
      at: instantOf(Date.now()),
      actor: null,
      body: { what, about },
    });
  }
}

async function toBeTold(manager: EntityManager): Promise<ToldAdministrator[]> {
  const all = await administrators(manager);
  return all.map(({ officer, mail }) => ({ officer, post: null, as: 'administrator', mail }));
}

const withMail = (told: readonly ToldAdministrator[]): OfficerId[] =>
  told.filter(({ mail }) => mail).map(({ officer }) => officer);
