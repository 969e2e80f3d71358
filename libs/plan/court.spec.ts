import { calendarFrom } from '../domain/calendar/calendar-version.js';
import { officialYears, seedDays } from '../domain/calendar/chinese-calendar.js';
import { effortByRole } from '../domain/cycle/effort.js';
import { previewCycle, type PeriodPreview } from '../domain/cycle/preview.js';
import { DEFAULT_POLICY } from '../domain/duty/definition.js';
import { validateDuty } from '../domain/duty/validate.js';
import { Organisation } from '../domain/organisation/organisation.js';
import { partiesOf } from '../domain/stage/opening.js';
import { cycleBriefOf } from './cycle-brief.js';
import { rowsOf, type ExampleOrganisation } from './organisation.js';
import { readPack, shippedPackFolder, shippedPackNames } from './pack.js';

const { source, example } = await readPack(shippedPackFolder('court'));
const { duties } = source.plan;
const calendar = calendarFrom({
  id: 'china',
  version: 1,
  zone: 'Asia/Shanghai',
  officialYears: officialYears(2025, 2028),
  days: seedDays(2025, 2028),
});
const since = '2026-01-01T00:00:00.000Z';
const organisation = new Organisation(rowsOf(example as ExampleOrganisation, calendar.id, since));

/** All rows of PLAN.md. */
const ROWS = Array.from({ length: 28 }, (_, index) => index + 1);

function preview(key: string, from: string, to: string): PeriodPreview[] {
  const duty = duties.find(({ definition }) => definition.key === key);
  if (!duty) throw new Error(`the pack has no duty ${key}`);
  const adoption = { date: '2026-07-15', dutyVersion: 1, policy: DEFAULT_POLICY, openedBy: null };
  if (!duty.cycle) throw new Error(`${key} does not recur`);
  const brief = cycleBriefOf(duty.definition, duty.cycle, { id: 'court', calendarId: calendar.id }, adoption);
  return previewCycle(brief, { organisation, calendar }, from, to);
}

/** Deadlines as dates in the court's zone; each must be the last millisecond of its day there. */
const dueDates = (periods: PeriodPreview[]): string[] =>
  periods.flatMap(({ stages }) =>
    stages.map(({ due }) => {
      expect(due).toMatch(/T15:59:59\.999Z$/);
      return due.slice(0, 10);
    }),
  );

describe('the pack of the court', () => {
  it('is what the product ships, and sound', async () => {
    expect(await shippedPackNames()).toEqual(['court']);
    expect(duties.flatMap(({ definition }) => validateDuty(definition))).toEqual([]);
  });

  it('has the rows of the plan, with their procedures and floors', () => {
    const rows = duties.map(({ definition }) => definition.row);
    expect([...new Set(rows)]).toEqual(ROWS);
    const special = duties.filter(({ definition }) => definition.floor || definition.procedure !== 'duty');
    expect(special.map(({ definition: { row, procedure, floor } }) => ({ row, procedure, floor }))).toEqual([
      { row: 1, procedure: 'topic-study', floor: true },
      { row: 2, procedure: 'bulletin', floor: true },
      { row: 3, procedure: 'incident', floor: false },
      { row: 4, procedure: 'inquiry', floor: false },
      { row: 20, procedure: 'assessment', floor: false },
      { row: 20, procedure: 'assessment', floor: false },
    ]);
  });

  it('lays each stage on somebody in the example, who has somebody above', () => {
    for (const { definition } of duties) {
      for (const stage of definition.stages) {
        // Who has a part in an inquiry, its course decides.
        if ('inquiry' in stage.parties) continue;
        const parties = partiesOf(organisation, stage.parties, 'court', since);
        expect(parties.length).toBeGreaterThan(0);
        for (const party of parties) {
          const above =
            'chairPostId' in party ? party.superiorPostId : organisation.chainAbove(party.id, since)[0];
          expect(above).toEqual(expect.any(String));
        }
      }
    }
  });

  it('has every member of the leading group account for themselves, the secretary too', () => {
    expect(partiesOf(organisation, { membersOf: 'leading-group' }, 'court', since)).toHaveLength(5);
    expect(partiesOf(organisation, { posts: 'leading-group-member' }, 'court', since)).toHaveLength(4);
    expect(partiesOf(organisation, { posts: 'party-member' }, 'court', since)).toHaveLength(13);
  });

  it('says what it costs each role in a month', () => {
    const recurring = duties.map(({ definition, cycle }) => ({
      duty: definition,
      openingsAYear: cycle && preview(definition.key, '2027-01-01', '2027-12-31').length,
    }));
    const roles = effortByRole(recurring, organisation, 'court', since);
    const member = roles.find(({ role }) => role === 'party-member');
    // Study each month (5), two bulletins read (10 each), two commitments signed (10 each).
    expect(member).toMatchObject({ posts: 13, minutesAMonth: 8.3 });
    expect(member?.duties).toContainEqual({ duty: 'theory-study', minutesAMonth: 5, minutesEach: 5 });
    const office = roles.find(({ role }) => role === 'office-head');
    expect(office?.duties).toContainEqual({ duty: 'feedback', minutesAMonth: null, minutesEach: 55 });
    expect(roles[0]?.role).toBe('office-head');
  });

  it('ends in a launch file only for bodies and leading cadres', () => {
    for (const { definition } of duties) {
      for (const { kind, parties, ladder } of definition.stages) {
        if (kind === 'right') continue;
        const isOfLeaders =
          'body' in parties || 'membersOf' in parties || JSON.stringify(parties).includes('leading-group');
        expect(ladder.rungs.at(-1)?.action).toBe(isOfLeaders ? 'launch' : 'lapse');
      }
    }
  });
});

describe('the dates of the pack', () => {
  // Counted by hand on a paper calendar of 2027: Pure Brightness on Monday 5 April, Labour Day on a weekend, Dragon Boat
  // Festival on Wednesday 9 June.
  it('are those of the topic study in the first half of 2027', () => {
    const periods = preview('topic-study', '2027-01-01', '2027-06-30');
    expect(periods.map(({ opensAt }) => opensAt)).toEqual(['2026-12-31T16:00:00.000Z']);
    expect(dueDates(periods)).toEqual(['2027-04-06', '2027-05-04', '2027-05-18', '2027-06-01']);
    const [agenda] = periods[0]?.stages ?? [];
    expect(agenda?.rungs.map(({ name, at }) => [name, at])).toEqual([
      ['remind', '2027-03-29T01:00:00.000Z'],
      ['overdue', '2027-04-06T15:59:59.999Z'],
      ['escalate-1', '2027-04-09T15:59:59.999Z'],
      ['escalate-2', '2027-04-16T15:59:59.999Z'],
      ['launch', '2027-04-27T15:59:59.999Z'],
    ]);
  });

  it('pass over the Spring Festival of 2027, from Friday 5 to Monday 8 February', () => {
    const [period] = preview('theory-study', '2027-02-01', '2027-02-28');
    const [taskList, attendance] = period?.stages ?? [];
    expect(taskList?.rungs.map(({ at }) => at.slice(0, 10))).toEqual([
      '2027-02-03',
      '2027-02-04',
      '2027-02-10',
      '2027-02-15',
    ]);
    expect(attendance?.due).toBe('2027-02-28T15:59:59.999Z');
  });

  it('count the working Saturday of 10 October 2026', () => {
    const periods = preview('theory-study', '2026-10-01', '2026-10-31');
    expect(dueDates(periods)).toEqual(['2026-10-10', '2026-10-31']);
  });

  it('are official in 2026, and provisional as soon as a rung stands in 2027', () => {
    const provisional = preview('theory-study', '2026-08-01', '2027-12-31')
      .filter(({ stages }) => stages.some(({ isProvisional }) => isProvisional))
      .map(({ period }) => period.from);
    expect(provisional[0]).toBe('2026-12-01');
    expect(provisional).toHaveLength(13);
  });

  it('begin with the period of the adoption, not before', () => {
    expect(preview('theory-study', '2026-01-01', '2026-08-31').map(({ period }) => period.from)).toEqual([
      '2026-07-01',
      '2026-08-01',
    ]);
    expect(preview('topic-study', '2026-01-01', '2026-12-31').map(({ period }) => period.from)).toEqual([
      '2026-07-01',
    ]);
  });

  it('leave each stage its reminders: none comes before the stage in front is due, or has lapsed for some', () => {
    for (const { definition, cycle } of duties) {
      if (cycle === null) continue;
      for (const { stages } of preview(definition.key, '2027-01-01', '2027-12-31')) {
        stages.forEach(({ rungs }, index) => {
          const declared = definition.stages[index]?.ladder.rungs.map(({ name }) => name);
          expect(rungs.map(({ name }) => name)).toEqual(declared);
          const before = definition.stages[index - 1];
          const isShared = before && partiesOf(organisation, before.parties, 'court', since).length > 1;
          const last = stages[index - 1]?.rungs.at(-1)?.at ?? '';
          if (isShared) expect((rungs[0]?.at ?? '') > last).toBe(true);
        });
      }
    }
  });
});
