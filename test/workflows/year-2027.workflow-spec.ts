import type { StageEntry, StageEntryOf } from '../../libs/domain/stage/entries.js';
import type { PlannedRung } from '../../libs/domain/stage/state.js';
import type { Instant } from '../../libs/domain/time.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { PlanYear } from './support/plan-year.js';
import { periodsOf, planAt, rungsOf, type StagePlan, type YearPeriod } from './support/year-outlook.js';
import { keyOf, owedIn, type Owed } from './support/year-owed.js';
import { CHANGED_AT, CHANGES, conductOf, LECTURES, PUBLISHED_AT, year } from './support/year-script.js';

/** A rung comes when its timer fires and the ledger has it; what is recorded is within this of what was planned. */
const TOLERANCE_MS = 5_000;

interface StageRow<K extends StageEntry['kind']> {
  readonly subject: string;
  readonly at: Instant;
  readonly rung_key: string;
  readonly body: StageEntryOf<K>['body'];
}

let play: PlanYear;
let periods: YearPeriod[];
let owed: Owed[];
let fired: StageRow<'rung-fired'>[];
/** When each party handed in, by `subject stage/party`. */
let submitted: Map<string, Instant>;

beforeAll(async () => {
  play = await PlanYear.prepare({ year, conductOf, changes: CHANGES });
  await play.play();
  periods = periodsOf(play.outlooks);
  owed = periods.flatMap((period) => owedIn(period, play.organisation, conductOf));
  fired = await query<StageRow<'rung-fired'>>(
    `SELECT subject, at, rung_key, body FROM ledger_entry WHERE kind = 'rung-fired' AND subject = ANY($1)
     ORDER BY subject, seq`,
    [[...new Set(owed.map(({ subject }) => subject))]],
  );
  const submissions = await query<{ subject: string; at: Instant; body: { stage: string; party: string } }>(
    `SELECT subject, at, body FROM ledger_entry WHERE kind = 'evidence-submitted'`,
  );
  submitted = new Map(
    submissions.map(({ subject, at, body }) => [`${subject} ${body.stage}/${body.party}`, at]),
  );
}, 300_000);

afterAll(() => play.world.close(), 30_000);

const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  play.world.dataSource.query<T[]>(sql, values);

const planOf = (due: Instant, rungs: readonly PlannedRung[]): string =>
  [due, ...rungs.map(({ name, at }) => `${name} ${at}`)].join(' ');
/** What is to come of a plan when the holidays are published. */
const remaining = (plan: StagePlan | undefined): string =>
  plan === undefined
    ? ''
    : planOf(
        plan.due,
        plan.rungs.filter(({ at }) => at > PUBLISHED_AT),
      );
const isSilent = ({ conduct }: Owed): boolean => conduct === 'silent';
const msApart = (a: Instant, b: Instant): number => Math.abs(Date.parse(a) - Date.parse(b));

it('the script leaves nothing out: some act at once, some after their reminder, some never', () => {
  expect(owed.length).toBeGreaterThan(200);
  for (const conduct of ['early', 'late', 'silent'] as const) {
    expect(owed.filter((one) => one.conduct === conduct).length).toBeGreaterThan(50);
  }
});

it('every period of the year opens at the instant that the preview gave, and once', async () => {
  const opened = await query<{ subject: string; at: Instant; body: { period: { from: string } } }>(
    `SELECT subject, at, body FROM ledger_entry WHERE kind = 'period-opened' AND at < $1 ORDER BY subject, seq`,
    [`${year}-12-31T16:00:00.000Z`],
  );
  const expected = periods.map(({ brief, from, opensAt }) => ({ key: `cycle/${brief.id} ${from}`, opensAt }));
  expect(opened.map(({ subject, body }) => `${subject} ${body.period.from}`)).toEqual(
    expected.map(({ key }) => key),
  );
  opened.forEach(({ at }, index) => {
    expect(msApart(at, expected[index]?.opensAt ?? '')).toBeLessThan(TOLERANCE_MS);
  });
  expect(opened.length).toBeGreaterThan(30);
});

it('every stage has the deadline that the preview gave, for the parties that the plan names', async () => {
  const opened = await query<StageRow<'stage-opened'>>(
    `SELECT subject, at, body FROM ledger_entry WHERE kind = 'stage-opened' AND subject = ANY($1)`,
    [[...new Set(owed.map(({ subject }) => subject))]],
  );
  const found = opened.flatMap(({ subject, body }) =>
    body.groups.flatMap(({ due, parties }) =>
      parties.map(({ id }) => `${subject} ${body.stage}/${id} due ${due}`),
    ),
  );
  const openedAt = new Map(opened.map(({ subject, at, body }) => [`${subject} ${body.stage}`, at]));
  const dueOf = ({ subject, stage, plans }: Owed): Instant | undefined =>
    planAt(plans, openedAt.get(`${subject} ${stage}`) ?? '')?.due;
  expect(found.sort()).toEqual(owed.map((one) => `${keyOf(one)} due ${dueOf(one)}`).sort());
});

it('every rung of the year comes once, at the instant that the preview gave; who has acted hears nothing more', () => {
  const expected = owed.flatMap((one) => {
    const at = submitted.get(keyOf(one));
    return rungsOf(one.plans)
      .filter((rung) => at === undefined || rung.at < at)
      .map((rung) => `${keyOf(one)}/1/${rung.name} at ${rung.at}`);
  });
  const found = fired.map(({ subject, rung_key, body }) => `${subject} ${rung_key} at ${body.plannedAt}`);
  expect(found.sort()).toEqual(expected.sort());
  expect(found.length).toBeGreaterThan(400);
  for (const { at, body } of fired) expect(msApart(at, body.plannedAt)).toBeLessThan(TOLERANCE_MS);
});

it('parties act when the script says: at once, after their reminder, or never', () => {
  const acting = owed.filter((one) => !isSilent(one));
  expect(acting.filter((one) => !submitted.has(keyOf(one)))).toEqual([]);
  expect(owed.filter(isSilent).filter((one) => submitted.has(keyOf(one)))).toEqual([]);
  for (const one of acting) {
    const reminder = rungsOf(one.plans).find(({ action }) => action === 'remind')?.at ?? '';
    const at = submitted.get(keyOf(one)) ?? '';
    const due = planAt(one.plans, at)?.due ?? '';
    if (one.conduct === 'late') expect(reminder < at).toBe(true);
    expect(at < due).toBe(true);
  }
});

it('silence climbs to the top: launch files for bodies and cadres, the direct leader for everybody else', async () => {
  const top = play.organisation.holderOf('superior-secretary', `${year}-06-01T00:00:00.000Z`);
  const ends = fired.filter(({ body }) => body.action === 'launch' || body.action === 'lapse');
  const silent = owed.filter(isSilent);
  expect(ends.map(({ subject, body }) => `${subject} ${body.stage}/${body.party}`).sort()).toEqual(
    silent.map(keyOf).sort(),
  );
  for (const { body, at } of ends) {
    const levels = body.told.filter(({ as }) => as === 'level');
    expect(levels).toHaveLength(1);
    if (body.action === 'launch') expect(levels[0]?.officer).toBe(top);
    else {
      const own = play.organisation.holderOf(body.party, at);
      const above = play.organisation
        .chainAbove(body.party, at)
        .map((post) => play.organisation.holderOf(post, at));
      expect(levels[0]?.officer).toBe(above.find((officer) => officer !== own));
    }
  }
  const launches = await query<{ id: string }>('SELECT id FROM launch_file');
  const expected = ends.filter(({ body }) => body.action === 'launch');
  expect(launches.map(({ id }) => id).sort()).toEqual(
    expected
      .map(
        ({ subject, body }) => `launch/${subject.slice('obligation/'.length)}/${body.stage}/1/${body.party}`,
      )
      .sort(),
  );
  expect(launches.length).toBeGreaterThan(10);
  // Each began one inquiry (row 4), in which nobody decided about themselves.
  const begun = await query<{ launch: string; by: string | null; holdings: { officerId: string }[] }>(
    `SELECT s.brief->'launch'->>'id' AS launch, d.actor AS by, s.brief->'launch'->'holdings' AS holdings FROM inquiry i
       JOIN subject s ON s.id = 'obligation/' || i.id
       LEFT JOIN ledger_entry d ON d.subject = s.id AND d.kind = 'launch-decided'`,
  );
  expect(begun.map(({ launch }) => launch).sort()).toEqual(launches.map(({ id }) => id).sort());
  for (const { by, holdings } of begun) expect(holdings.map(({ officerId }) => officerId)).not.toContain(by);
});

it('every party and every obligation of the year has come to its end', async () => {
  const parties = await query<{ subject: string; stage: string; party: string; status: string }>(
    'SELECT subject, stage, party, status FROM party_state WHERE subject = ANY($1)',
    [owed.map(({ subject }) => subject)],
  );
  const found = parties.map(({ subject, stage, party, status }) => `${subject} ${stage}/${party} ${status}`);
  const expected = owed.map((one) => `${keyOf(one)} ${isSilent(one) ? 'lapsed' : 'fulfilled'}`);
  expect(found.sort()).toEqual(expected.sort());
  const open = await query(
    `SELECT cycle_id, period_to FROM obligation WHERE closed_at IS NULL AND period_from < $1 ORDER BY id`,
    [`${year}-12-31`],
  );
  // What is about the whole of a period opens when that is over, so of the last ones some run on into the next year.
  const ofWholePeriods = play.outlook.cycles.filter(({ brief }) => brief.opens === 'period-end');
  expect(open).toContainEqual({ cycle_id: 'court.bulletin', period_to: `${year}-12-31` });
  expect(ofWholePeriods.map(({ brief }) => ({ cycle_id: brief.id, period_to: `${year}-12-31` }))).toEqual(
    expect.arrayContaining(open),
  );
});

it('the bulletin opens when the half-year is over, with what became of its duties', async () => {
  const [row] = await query<{ content: string }>(
    `SELECT content FROM document WHERE id = (SELECT body->>'document' FROM ledger_entry WHERE subject = $1 AND kind = 'document-kept')`,
    [`obligation/court.bulletin.${year}-01-01`],
  );
  const facts = JSON.parse(row?.content ?? '{}') as {
    period: { from: string; to: string };
    duties: { dutyId: string; fulfilledOnTime: { count: number }; lapsed: { count: number } }[];
  };
  expect(facts.period).toMatchObject({ from: `${year}-01-01`, to: `${year}-06-30` });
  const study = facts.duties.find(({ dutyId }) => dutyId === 'court.theory-study');
  // Six months, of which one branch published each list; five of thirteen members studied. June is not decided until July.
  expect(study?.fulfilledOnTime.count).toBe(6 * (1 + 5));
  expect(study?.lapsed.count).toBe(6 * 1 + 5 * 8);
});

it('the decision of the meeting became an obligation of its own, and lapsed with the direct leader', async () => {
  const id = `court.topic-study.${year}-01-01.minutes.1`;
  const rungs = await query<{ body: StageEntryOf<'rung-fired'>['body'] }>(
    `SELECT body FROM ledger_entry WHERE subject = $1 AND kind = 'rung-fired' ORDER BY seq`,
    [`obligation/${id}`],
  );
  expect(rungs.map(({ body }) => `${body.party} ${body.rung}`)).toEqual([
    'civil-head remind',
    'civil-head overdue',
    'civil-head escalate-1',
    'civil-head escalate-2',
    'civil-head lapse',
  ]);
});

it('everybody hears of an entry once in each channel, in one digest', async () => {
  const [row] = await query<{ rows: number; told: number; unsent: number }>(
    `SELECT count(*) AS rows, count(DISTINCT (officer_id, channel, subject, seq)) AS told,
       count(*) FILTER (WHERE channel = 'mail' AND sent_at IS NULL AND at < $1) AS unsent FROM notification`,
    [`${year}-12-31T00:00:00.000Z`],
  );
  expect(row?.rows).toBe(row?.told);
  expect(row?.unsent).toBe(0);
  const messageIds = play.world.mail.map(({ messageId }) => messageId);
  expect(new Set(messageIds).size).toBe(messageIds.length);
  expect(messageIds.length).toBeGreaterThan(200);
});

it('a cycle changed in June goes by its new rule from July on; what is in flight stays as it was', async () => {
  const opened = await query<{ from: string }>(
    `SELECT body->'period'->>'from' AS from FROM ledger_entry
     WHERE subject = $1 AND kind = 'period-opened' AND at < $2 ORDER BY seq`,
    [`cycle/${LECTURES}`, `${year}-12-31T00:00:00.000Z`],
  );
  const months = ['01', '04', '07', '08', '09', '10', '11', '12'];
  expect(opened.map(({ from }) => from)).toEqual(months.map((month) => `${year}-${month}-01`));
  const quarter = `obligation/${LECTURES}.${year}-04-01`;
  const at = submitted.get(`${quarter} lecture/office-head`) ?? '';
  expect(CHANGED_AT < at && at < `${year}-07-01`).toBe(true);
  const moved = await query(`SELECT FROM ledger_entry WHERE kind = 'replanned' AND at < $1`, [PUBLISHED_AT]);
  expect(moved).toEqual([]);
});

it('the holidays published in November move whatever is open, to where the new preview has it', async () => {
  const replanned = await query<StageRow<'replanned'>>(
    `SELECT subject, at, body FROM ledger_entry WHERE kind = 'replanned' AND subject = ANY($1)`,
    [owed.map(({ subject }) => subject)],
  );
  const found = replanned.flatMap(({ subject, body }) =>
    body.parties.map(
      ({ party, clock }) => `${subject} ${body.stage}/${party} ${planOf(clock.due, clock.rungs)}`,
    ),
  );
  for (const { at } of replanned) expect(msApart(at, PUBLISHED_AT)).toBeLessThan(TOLERANCE_MS);
  const wereOpen = await query<{ key: string }>(
    `SELECT p.subject || ' ' || p.stage || '/' || p.party AS key FROM party_state p
       JOIN ledger_entry e ON e.subject = p.subject AND e.kind = 'stage-opened' AND e.body->>'stage' = p.stage
     WHERE e.at < $1 AND p.ended_at > $1`,
    [PUBLISHED_AT],
  );
  const open = new Set(wereOpen.map(({ key }) => key));
  const expected = owed
    .filter((one) => open.has(keyOf(one)))
    .map((one) => ({ one, before: remaining(one.plans.at(-2)), after: remaining(one.plans.at(-1)) }))
    .filter(({ before, after }) => before !== after)
    .map(({ one, after }) => `${keyOf(one)} ${after}`);
  expect(found.sort()).toEqual(expected.sort());
  expect(found.length).toBeGreaterThan(10);
  const movedDue = replanned.flatMap(({ body }) =>
    body.parties.filter(({ before, clock }) => before !== clock.due),
  );
  expect(movedDue.length).toBeGreaterThan(5);
});

it('the tables are what the ledger says', async () => {
  expect(await rebuild(play.world.dataSource, { check: true })).toEqual([]);
});
