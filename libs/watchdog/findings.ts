import type { EntityManager } from 'typeorm';
import type { OfficerId } from '../domain/organisation/organisation.js';
import { instantOf, type Instant } from '../domain/time.js';
import type { FindingKind } from '../persistence/entities/finding.entity.js';
import { administrators, findingsOf, type Finding } from '../persistence/repositories/finding.repository.js';
import { lockOrAddSubject } from '../persistence/repositories/subject.repository.js';
import { WATCHDOG, type ChangeBodies, type ToldAdministrator } from '../records/configuration/changes.js';
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
  await recordOwn(manager, { kind: 'rung-overdue', body: { about: [subject], plannedAt, told } });
  return withMail(told);
}

/** What was found now: of each kind that was looked for, the subjects concerned. */
export type Seen = ReadonlyMap<FindingKind, readonly string[]>;

/**
 * Records what is new among what was found, and what is over since it was not found again.
 *
 * @returns administrators for whom there is new mail
 */
export async function noteFindings(manager: EntityManager, seen: Seen): Promise<OfficerId[]> {
  const lasting = await lockFindings(manager, [...seen.keys()]);
  const recipients = new Set<OfficerId>();
  for (const [what, about] of seen) {
    const known = new Set(lasting.filter((finding) => finding.what === what).map((finding) => finding.about));
    const fresh = about.filter((subject) => !known.has(subject));
    for (const officer of await openFindings(manager, what, fresh)) recipients.add(officer);
    const found = new Set(about);
    await closeFindings(
      manager,
      lasting.filter((finding) => finding.what === what && !found.has(finding.about)),
    );
  }
  return [...recipients];
}

/** However many there are, the administrators are told once. */
async function openFindings(
  manager: EntityManager,
  what: FindingKind,
  subjects: readonly string[],
): Promise<OfficerId[]> {
  if (subjects.length === 0) return [];
  const all = await toBeTold(manager);
  let told = all;
  for (const about of chunks(subjects)) {
    await recordOwn(manager, { kind: 'finding-opened', body: { what, about, told } });
    told = [];
  }
  return withMail(all);
}

/** Records that findings are over. */
export async function closeFindings(manager: EntityManager, findings: readonly Finding[]): Promise<void> {
  for (const what of new Set(findings.map((finding) => finding.what))) {
    const over = findings.filter((finding) => finding.what === what).map((finding) => finding.about);
    for (const about of chunks(over))
      await recordOwn(manager, { kind: 'finding-closed', body: { what, about } });
  }
}

/** Records that the workflows of subjects were started again. */
export async function noteRepaired(manager: EntityManager, subjects: readonly string[]): Promise<void> {
  for (const about of chunks(subjects)) await recordOwn(manager, { kind: 'clock-repaired', body: { about } });
}

type OwnKind = 'rung-overdue' | 'finding-opened' | 'finding-closed' | 'clock-repaired';
type OwnChange = { [K in OwnKind]: { readonly kind: K; readonly body: ChangeBodies[K] } }[OwnKind];

const recordOwn = (manager: EntityManager, change: OwnChange): Promise<unknown> =>
  record(manager, WATCHDOG, { ...change, at: instantOf(Date.now()), actor: null });

/** More subjects than this do not stand in one entry. */
const MOST = 1_000;

function* chunks(subjects: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < subjects.length; from += MOST) yield subjects.slice(from, from + MOST);
}

async function toBeTold(manager: EntityManager): Promise<ToldAdministrator[]> {
  const all = await administrators(manager);
  return all.map(({ officer, mail }) => ({ officer, post: null, as: 'administrator', mail }));
}

const withMail = (told: readonly ToldAdministrator[]): OfficerId[] =>
  told.filter(({ mail }) => mail).map(({ officer }) => officer);
