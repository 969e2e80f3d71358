import type { StageDefinition } from '../../libs/domain/duty/definition.js';
import type { StageEntryOf } from '../../libs/domain/stage/entries.js';
import { partiesOf } from '../../libs/domain/stage/opening.js';
import type { PlannedRung } from '../../libs/domain/stage/state.js';
import type { Instant } from '../../libs/domain/time.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { PlanYear, type Conduct } from './support/plan-year.js';

/** The year after this one, once 2027 has begun: the server's clock only goes forward. */
const year = Math.max(2027, new Date().getUTCFullYear() + 1);

/** A rung comes when its timer fires and the ledger has it; what is recorded is within this of what was planned. */
const TOLERANCE_MS = 5_000;

/** Who acts, and when; everybody else is silent. The leading group and its secretary act until the summer. */
const CONDUCT: Readonly<Record<string, Conduct>> = {
  'leading-group': 'early',
  secretary: 'late',
  'vice-president-civil': 'early',
  'political-director': 'late',
  'office-head': 'late',
  'branch-1-secretary': 'early',
  'branch-1-member-1': 'early',
  'branch-1-member-2': 'late',
  'branch-1-member-3': 'early',
  'branch-1-member-4': 'late',
  'branch-1-member-5': 'late',
};
const ACT_UNTIL_SUMMER: readonly string[] = ['leading-group', 'secretary'];

function conductOf(party: string, periodFrom: string): Conduct {
  const hasStopped = ACT_UNTIL_SUMMER.includes(party) && periodFrom >= `${year}-07-01`;
  return (hasStopped ? undefined : CONDUCT[party]) ?? 'silent';
}

/** A stage that opens in the year for one party, with what the preview says of it. */
interface Owed {
  readonly subject: string;
  readonly stage: string;
  readonly party: string;
  readonly conduct: Conduct;
  readonly due: Instant;
  readonly rungs: readonly PlannedRung[];
}

interface FiredRow {
  readonly subject: string;
  readonly at: Instant;
  readonly rung_key: string;
  readonly body: StageEntryOf<'rung-fired'>['body'];
}

let play: PlanYear;
let owed: Owed[];
let fired: FiredRow[];
/** When each party handed in, by `subject stage/party`. */
let submitted: Map<string, Instant>;

beforeAll(async () => {
  play = await PlanYear.prepare({ year, conductOf });
  await play.play();
  owed = play.cycles.flatMap(({ brief, periods }) =>
    periods.flatMap((preview) => {
      const { from } = preview.period;
      const opened = openedStages(brief.duty.stages, from);
      return preview.stages
        .filter(({ stage }) => opened.has(stage))
        .flatMap(({ stage, due, rungs }): Owed[] =>
          (opened.get(stage) ?? []).map((party) => ({
            subject: `obligation/${brief.id}.${from}`,
            stage,
            party,
            conduct: conductOf(party, from),
            due,
            rungs,
          })),
        );
    }),
  );
  fired = await query<FiredRow>(
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
}, 120_000);

afterAll(() => play.world.close(), 30_000);

const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  play.world.dataSource.query<T[]>(sql, values);

/** The stages that open, with their parties: each after one that somebody fulfilled. */
function openedStages(stages: readonly StageDefinition[], from: string): Map<string, string[]> {
  const opened = new Map<string, string[]>();
  for (const { name, parties: rule } of stages) {
    const parties = partiesOf(play.organisation, rule, 'court', from).map(({ id }) => id);
    opened.set(name, parties);
    if (parties.every((party) => conductOf(party, from) === 'silent')) break;
  }
  return opened;
}

const keyOf = ({ subject, stage, party }: Owed): string => `${subject} ${stage}/${party}`;
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
  const expected = play.cycles.flatMap(({ brief, periods }) =>
    periods.map(({ period, opensAt }) => ({ key: `cycle/${brief.id} ${period.from}`, opensAt })),
  );
  expect(opened.map(({ subject, body }) => `${subject} ${body.period.from}`)).toEqual(
    expected.map(({ key }) => key),
  );
  opened.forEach(({ at }, index) => {
    expect(msApart(at, expected[index]?.opensAt ?? '')).toBeLessThan(TOLERANCE_MS);
  });
  expect(opened.length).toBeGreaterThan(30);
});

it('every stage has the deadline that the preview gave, for the parties that the plan names', async () => {
  const opened = await query<{ subject: string; body: StageEntryOf<'stage-opened'>['body'] }>(
    `SELECT subject, body FROM ledger_entry WHERE kind = 'stage-opened' AND subject = ANY($1)`,
    [[...new Set(owed.map(({ subject }) => subject))]],
  );
  const found = opened.flatMap(({ subject, body }) =>
    body.groups.flatMap(({ due, parties }) =>
      parties.map(({ id }) => `${subject} ${body.stage}/${id} due ${due}`),
    ),
  );
  expect(found.sort()).toEqual(owed.map((one) => `${keyOf(one)} due ${one.due}`).sort());
});

it('every rung of the year comes once, at the instant that the preview gave; who has acted hears nothing more', () => {
  const expected = owed.flatMap((one) => {
    const at = submitted.get(keyOf(one));
    return one.rungs
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
    const reminder = one.rungs.find(({ action }) => action === 'remind')?.at ?? '';
    const at = submitted.get(keyOf(one)) ?? '';
    if (one.conduct === 'late') expect(reminder < at).toBe(true);
    expect(at < one.due).toBe(true);
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
  const ofWholePeriods = play.cycles.filter(({ brief }) => brief.opens === 'period-end');
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

it('the tables are what the ledger says', async () => {
  expect(await rebuild(play.world.dataSource, { check: true })).toEqual([]);
});
