import type { ChangeBrief } from '../../libs/domain/change/change.js';
import type { CycleChange } from '../../libs/domain/cycle/cycle.js';
import { DEFAULT_POLICY } from '../../libs/domain/duty/definition.js';
import { cycleSubject, dispatchSubject } from '../../libs/domain/subject/ids.js';
import { dutySubject } from '../../libs/records/configuration/changes.js';
import { record } from '../../libs/records/configuration/record.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { keepHistory } from '../replay/histories.js';
import { CALENDAR, COURT } from '../support/court.js';
import { cycle, duty, stage } from '../support/duties.js';
import { World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world.close(), 30_000);

const byTheEnd = { from: 'period-end', offset: { calendarDays: 0 } } as const;
const report = duty({ stages: [stage('report', { due: byTheEnd })] });

/** The first day of the month that lies `months` after this one, in the court's zone. */
async function firstOfMonth(months: number): Promise<{ date: string; startMs: number }> {
  const local = new Date((await world.now()) + 8 * 3_600_000);
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1);
  return { date: new Date(first).toISOString().slice(0, 10), startMs: first - 8 * 3_600_000 };
}

const proposal = (more: Partial<ChangeBrief> & Pick<ChangeBrief, 'id' | 'from'>): ChangeBrief => ({
  n: 1,
  target: { kind: 'duty', id: report.key },
  unitId: COURT,
  calendarId: CALENDAR,
  title: report.title,
  terms: { duty: { ...report, stages: [...report.stages, stage('second')] } },
  inFlight: 'untouched',
  touchesFloor: false,
  approver: 'president',
  policy: DEFAULT_POLICY,
  reason: 'a'.repeat(64),
  proposedBy: 'clerk',
  ...more,
});

const decide = (subject: string, officer: string, approve = true) =>
  world.act(subject, officer, 'decide-change', {
    actor: officer,
    asAdministrator: false,
    approve,
    reason: null,
  });

it('a duty changed in one month with effect from the next: what is open stays, what begins then is new', async () => {
  const [first, second] = [await firstOfMonth(1), await firstOfMonth(2)];
  await world.dataSource.transaction((manager) =>
    record(manager, dutySubject(report.key), {
      kind: 'duty-published',
      at: '2020-01-01T00:00:00.000Z',
      actor: 'clerk',
      body: { unitId: COURT, planId: null, definition: report },
    }),
  );
  const series = { rule: 'FREQ=MONTHLY', startDate: first.date, adoptionDate: first.date };
  const monthly = await world.openCycle(cycle('monthly', report, series));
  await world.pass(first.startMs - (await world.now()) + 86_400_000);
  expect(await world.story(monthly)).toEqual(['cycle-started', 'period-opened']);

  const subject = await world.propose(proposal({ id: 'duty.test-duty.1', from: second.date }));
  await world.pass('1m');
  await expect(decide(subject, 'clerk')).rejects.toMatchObject({ refusal: { code: 'same-person' } });
  await expect(decide(subject, 'member-1')).rejects.toMatchObject({ refusal: { code: 'no-authority' } });
  await decide(subject, 'president');
  await world.pass('1m');
  expect(await world.story(subject)).toEqual([
    'change-proposed',
    'stage-opened',
    'change-approved',
    'evidence-submitted',
    'stage-closed',
  ]);
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('change-approved.v1', world.handle(subject));
  const sent = await world.ledger(dispatchSubject('change.duty.test-duty.1'));
  expect(sent.at(-1)?.body).toEqual({ accepted: 1, refused: 0, notRunning: 0 });
  const published = await world.ledger(dutySubject(report.key));
  expect(published.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['duty-published', 'clerk'],
    ['duty-published', 'president'],
  ]);
  expect((await world.story(monthly)).slice(2)).toEqual(['change-adopted']);

  await world.pass(second.startMs - (await world.now()) + 60_000);
  expect((await world.story(monthly)).slice(3)).toEqual(['change-applied', 'period-opened']);
  const stagesOf = async (date: string) => {
    const [row] = await world.dataSource.query<{ brief: { dutyVersion: number; duty: { stages: [] } } }[]>(
      'SELECT brief FROM subject WHERE id = $1',
      [`obligation/monthly.${date}`],
    );
    return [row?.brief.dutyVersion, row?.brief.duty.stages.length];
  };
  expect(await stagesOf(first.date)).toEqual([1, 1]);
  expect(await stagesOf(second.date)).toEqual([2, 2]);
  expect(await rebuild(world.dataSource, { check: true })).toEqual([]);
}, 60_000);

it('a change on which nobody decides lapses, and one that says so touches what is open', async () => {
  const next = await firstOfMonth(1);
  const target = { kind: 'cycle', id: 'monthly' } as const;
  const terms = { rule: 'FREQ=MONTHLY;INTERVAL=3' };
  const silent = await world.propose(proposal({ id: 'cycle.monthly.1', target, terms, from: next.date }));
  await world.pass('30 days');
  expect((await world.story(silent)).at(-1)).toBe('change-lapsed');
  expect(await world.isRunning(silent)).toBe(false);

  const from = (await firstOfMonth(1)).date;
  const waiving = await world.propose(
    proposal({ id: 'cycle.monthly.2', n: 2, target, terms, from, inFlight: 'waive' }),
  );
  await world.pass('1m');
  const open = await world.dataSource.query<{ id: string }[]>(
    `SELECT id FROM obligation WHERE cycle_id = 'monthly' AND closed_at IS NULL`,
  );
  expect(open.length).toBeGreaterThan(0);
  await decide(waiving, 'president');
  await world.pass('1m');
  for (const { id } of open) expect(await world.story(`obligation/${id}`)).toContain('waived');
  const adopted = (await world.ledger(cycleSubject('monthly'))).filter(
    ({ kind }) => kind === 'change-adopted',
  );
  expect(adopted.map(({ body }) => (body as CycleChange).change)).toEqual([
    'duty.test-duty.1',
    'cycle.monthly.2',
  ]);
  expect(await rebuild(world.dataSource, { check: true })).toEqual([]);
}, 60_000);
