import { storeDocument } from '../../libs/persistence/repositories/document.repository.js';
import {
  accountSubject,
  dutySubject,
  inboxSubject,
  ORGANISATION,
  planSubject,
  type Change,
} from '../../libs/records/configuration/changes.js';
import { setPerson } from '../../libs/records/configuration/person.js';
import { record } from '../../libs/records/configuration/record.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { CALENDAR, COURT } from '../support/court.js';
import { cycle, duty, MINUTE_MS, obligation, reviewed, stage } from '../support/duties.js';
import { after, command, createSettling, openStage, type Settling } from '../support/settling.js';

const DAY_MS = 86_400_000;
const FEBRUARY_MS = 27 * DAY_MS + 15 * 3_600_000;
const title = { zh: '标题', en: 'title' };

type Body = Pick<Change, 'kind' | 'body'>;

let settling: Settling;

beforeAll(async () => {
  settling = await createSettling({ members: 3 });
  await settleMuch();
  await changeMuch();
});
afterAll(() => settling.close());

const change = (subject: string, { kind, body }: Body, ms = 0) =>
  settling.dataSource.transaction((manager) =>
    record(manager, subject, { kind, body, at: after(ms), actor: 'clerk' } as Change),
  );

/** A superior orders a report; a clerk hands in for the party, which does not confirm it. */
async function settleOnBehalf(): Promise<void> {
  const parties = { named: [{ kind: 'post', id: 'head' }] } as const;
  const onBehalf = await settling.openObligation(
    obligation('on-behalf', duty({ stages: [stage('only', { parties })] })),
  );
  await settling.settle(onBehalf, 0);
  await settling.settle(onBehalf, 1, openStage('only'));
  const order = { kind: 'supervise', until: after(DAY_MS), reason: 'e'.repeat(64) } as const;
  const ordered = await settling.settle(onBehalf, 2, command('o1', 'president', order));
  const evidence = [{ requirement: 'proof', document: 'c'.repeat(64) }];
  const handedIn = await settling.settle(onBehalf, 3, {
    ...command('o2', 'clerk', { kind: 'submit', evidence }),
    actor: { officer: 'clerk', asClerk: true },
  } as never);
  expect([...ordered.answers, ...handedIn.answers]).toMatchObject([{ accepted: true }, { accepted: true }]);
}

/** Silence, work, review, suspension, waiver, decisions, a cycle and deliveries. */
async function settleMuch(): Promise<void> {
  const main = duty({
    stages: [
      stage('main', { parties: { posts: 'member' }, tracksDecisions: true, ...reviewed }),
      stage('next'),
    ],
  });
  const task = await settling.openObligation(obligation('task', main));
  await settling.settle(task, 0);
  await settling.settle(task, 1, openStage('main'));
  const party = 'member-1';
  await settling.settle(task, 2, command('c1', party, { kind: 'sign', party }));
  await settling.settle(
    task,
    3,
    command('c2', party, {
      kind: 'submit',
      party,
      evidence: [{ requirement: 'proof', document: 'a'.repeat(64) }],
      followUps: [{ document: 'b'.repeat(64), post: 'head', due: after(DAY_MS) }],
    }),
  );
  await settling.settle(
    task,
    4,
    command('c3', 'head', { kind: 'review', party, verdict: 'accept', reason: null }),
  );
  await settling.settle(
    task,
    5,
    command('c4', 'head', { kind: 'suspend', parties: ['member-2'], reason: 'd'.repeat(64) }),
  );
  // From here on the superior hears of things by mail too; what came before stays as it was.
  await settling.dataSource.transaction(async (manager) => {
    const body = { id: 'superior', unitId: COURT, hasMail: true };
    await record(manager, ORGANISATION, { kind: 'officer-set', body, at: after(6), actor: 'clerk' });
    await setPerson(manager, { id: 'superior', name: 'superior', email: 's@court.example' });
  });
  for (let minute = 9; minute <= 14; minute += 1) await settling.settle(task, 1 + minute * MINUTE_MS);
  await settling.settle(task, 15 * MINUTE_MS, { id: 'f', kind: 'open-follow-ups', stage: 'main' });
  await settling.settle('obligation/task.main.1', 16 * MINUTE_MS);
  await settleOnBehalf();
  await settling.settle('obligation/task.main.1', 17 * MINUTE_MS, openStage('carry-out'));

  const monthly = { rule: 'FREQ=MONTHLY', startDate: '2027-01-01', adoptionDate: '2027-02-01' };
  const study = await settling.openCycle(cycle('study', duty({ stages: [stage('one')] }), monthly));
  await settling.settle(study, 0);
  await settling.settle(study, FEBRUARY_MS);
  await settling.settle('obligation/study.2027-02-01', FEBRUARY_MS);
  await settling.openObligation(obligation('unborn', main));

  const digest = await settling.settle('delivery/head', DAY_MS, { id: 'compose:0', kind: 'compose' });
  if (digest.progress.kind !== 'delivery' || digest.progress.digest === null) throw new Error('no digest');
  const { messageId } = digest.progress.digest;
  await settling.settle('delivery/head', DAY_MS + 1, { id: 'sent', kind: 'sent', messageId });
  await settling.settle('delivery/member-2', DAY_MS, { id: 'compose:0', kind: 'compose' });
  await settling.settle('delivery/nobody', DAY_MS);
}

/** One change of each kind. */
async function changeMuch(): Promise<void> {
  const { dataSource } = settling;
  const document = await storeDocument(dataSource.manager, 'text/plain', 'the pack');
  const unit = { id: 'branch', parentId: COURT, title, calendarId: CALENDAR };
  const post = { id: 'gone', unitId: 'branch', title, kind: 'gone', managedBy: 'head' };
  const body = {
    id: 'branch-meeting',
    unitId: 'branch',
    title,
    kind: 'meeting',
    superiorPostId: null,
    quorum: { ordinary: { of: 3, outOf: 4 }, personnel: { of: 1, outOf: 1 } },
  };
  const seat = { id: 's', bodyId: body.id, postId: 'clerk', as: 'member', from: after(0), to: null } as const;
  const absence = { id: 'a', officerId: 'head', substituteId: 'clerk', from: after(0), to: null };
  const portfolio = { id: 'p', postId: 'president', unitId: 'branch', from: after(0), to: after(DAY_MS) };
  const tenure = { id: 't', postId: 'gone', officerId: 'clerk', from: after(0), to: null };
  const { policy } = obligation('x', duty({ stages: [] }));
  const organisation: Body[] = [
    { kind: 'unit-set', body: unit },
    { kind: 'unit-set', body: { ...unit, title: { zh: '改', en: 'changed' } } },
    { kind: 'unit-set', body: { ...unit, from: after(DAY_MS), parentId: null } },
    { kind: 'unit-set', body: { ...unit, from: after(DAY_MS), title: { zh: '再改', en: 'changed again' } } },
    { kind: 'post-set', body: post },
    { kind: 'body-set', body },
    { kind: 'seat-set', body: seat },
    { kind: 'seat-set', body: { ...seat, to: after(DAY_MS) } },
    { kind: 'absence-set', body: absence },
    { kind: 'absence-set', body: { ...absence, to: after(DAY_MS) } },
    { kind: 'tenure-set', body: tenure },
    { kind: 'portfolio-set', body: { ...portfolio, to: null } },
    { kind: 'portfolio-set', body: portfolio },
    { kind: 'policy-set', body: { unitId: COURT, policy } },
    { kind: 'policy-set', body: { unitId: COURT, policy: { ...policy, version: 2, maxExtensions: 1 } } },
    { kind: 'body-ended', body: { id: body.id } },
    { kind: 'post-ended', body: { id: post.id } },
    { kind: 'unit-ended', body: { id: unit.id } },
  ];
  for (const one of organisation) await change(ORGANISATION, one);
  const calendar = `calendar/${CALENDAR}`;
  await change(calendar, {
    kind: 'calendar-day-set',
    body: { date: '2027-03-08', working: false, name: 'x' },
  });
  await change(calendar, {
    kind: 'calendar-year-set',
    body: { year: 2027, from: '2027-03-09', days: [{ date: '2027-05-03', working: false, name: 'x' }] },
  });
  await change(calendar, { kind: 'calendar-day-cleared', body: { date: '2027-01-01' } });
  await change(planSubject('p'), {
    kind: 'plan-imported',
    body: {
      unitId: COURT,
      title,
      adoptionDate: '2027-01-01',
      trialUntil: null,
      trialOffice: null,
      packVersion: 1,
      document,
    },
  });
  await change(dutySubject('d'), {
    kind: 'duty-published',
    body: { unitId: COURT, planId: 'p', definition: duty({ stages: [stage('one')] }) },
  });
  for (const kind of ['account-opened', 'password-replaced', 'account-closed'] as const) {
    await change(accountSubject('clerk'), { kind, body: {} });
  }
  await change(accountSubject('clerk'), { kind: 'role-granted', body: { role: 'clerk', unitId: COURT } });
  await change(accountSubject('clerk'), { kind: 'role-granted', body: { role: 'auditor', unitId: COURT } });
  await change(accountSubject('clerk'), { kind: 'role-revoked', body: { role: 'clerk', unitId: COURT } });
  const unread = await dataSource.query<{ id: string }[]>(
    `SELECT id FROM notification WHERE officer_id = 'head' AND channel = 'inbox' LIMIT 2`,
  );
  const notifications = unread.map((row) => row.id);
  expect(notifications).toHaveLength(2);
  await change(inboxSubject('head'), { kind: 'notifications-read', body: { notifications } }, DAY_MS);
  await change(inboxSubject('head'), { kind: 'notifications-read', body: { notifications } }, 2 * DAY_MS);
}

describe('a rebuild', () => {
  const check = () => rebuild(settling.dataSource, { check: true });

  it('finds every row as the ledger says', async () => {
    expect(await check()).toEqual([]);
    const mail = await settling.dataSource.query(
      `SELECT count(*) FROM notification WHERE officer_id = 'superior' AND channel = 'mail'`,
    );
    const inbox = await settling.dataSource.query(
      `SELECT count(*) FROM notification WHERE officer_id = 'superior' AND channel = 'inbox'`,
    );
    expect(mail).toEqual(inbox);
  });

  it.each([
    ['party_state', `UPDATE party_state SET light = 'blue' WHERE party = 'member-3'`],
    ['party_state', `UPDATE party_state SET state = '{}' WHERE party = 'member-1'`],
    ['party_state', `UPDATE party_state SET concerns = '{}' WHERE party = 'member-2'`],
    ['obligation', `DELETE FROM obligation WHERE id = 'task'`],
    ['subject', `UPDATE subject SET wake = NULL WHERE id = 'obligation/task'`],
    ['subject', `UPDATE subject SET seq = 0 WHERE id = 'obligation/task'`],
    ['notification', `DELETE FROM notification WHERE officer_id = 'head' AND channel = 'mail'`],
    ['notification', `UPDATE notification SET read_at = NULL`],
    ['launch_file', `DELETE FROM launch_file`],
    ['cycle', `UPDATE cycle SET opened_count = 9`],
    ['tenure', `DELETE FROM tenure WHERE id = 't'`],
    ['role_grant', `INSERT INTO role_grant VALUES ('clerk', 'administrator', 'court')`],
    ['calendar_day', `UPDATE calendar_day SET working = true WHERE date = '2027-03-08'`],
    ['duty', `UPDATE duty SET plan_id = NULL`],
    ['policy', `DELETE FROM policy`],
    ['officer', `UPDATE officer SET unit_id = 'branch'`],
  ])('finds %s damaged, and puts it right: %s', async (table, damage) => {
    await settling.dataSource.query(damage);
    const found = await rebuild(settling.dataSource, { check: false });
    expect(found.map((difference) => difference.table)).toContain(table);
    expect(await check()).toEqual([]);
  });

  it('only looks where it is only to look, and shows what differs', async () => {
    await settling.dataSource.query(`UPDATE role_grant SET role = 'clerk' WHERE role = 'auditor'`);
    const found = await check();
    const row = { officer_id: 'clerk', unit_id: 'court' };
    expect(found).toEqual([
      {
        table: 'role_grant',
        unfounded: 1,
        missing: 1,
        examples: [{ unfounded: { ...row, role: 'clerk' } }, { missing: { ...row, role: 'auditor' } }],
      },
    ]);
    expect(await check()).toEqual(found);
    await rebuild(settling.dataSource, { check: false });
  });

  it('makes all of it again from an empty table', async () => {
    const { dataSource } = settling;
    const before = await dataSource.query('SELECT * FROM party_state ORDER BY subject, stage, position');
    for (const table of ['party_state', 'obligation', 'cycle', 'launch_file', 'notification']) {
      await dataSource.query(`DELETE FROM ${table}`);
    }
    await rebuild(dataSource, { check: false });
    expect(await dataSource.query('SELECT * FROM party_state ORDER BY subject, stage, position')).toEqual(
      before,
    );
    expect(await check()).toEqual([]);
  });

  it('leaves the clocks where they were: what is settled afterwards follows on', async () => {
    const before = await settling.dataSource.query(
      `SELECT seq, wake FROM subject WHERE id = 'obligation/task'`,
    );
    expect(before[0].wake).not.toBeNull();
    await settling.settle('obligation/task', 30 * DAY_MS + 10);
    await settling.settle('obligation/study.2027-02-01', FEBRUARY_MS + 1, openStage('one'));
    expect(await check()).toEqual([]);
  });
});
