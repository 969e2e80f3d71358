import fc from 'fast-check';
import { calendars, dutyLadders } from '../../../test/support/domain/arbitraries.js';
import { cycleOf } from '../../../test/support/domain/cycle-play.js';
import { Court } from '../../../test/support/domain/court.js';
import { dutyOf, named, stageOf, WINDOW } from '../../../test/support/domain/duties.js';
import { dateOf } from '../calendar/arithmetic.js';
import { plusDays } from '../calendar/plain-date.js';
import type { DueRule, DutyDefinition, StageDefinition } from '../duty/definition.js';
import { obligationMachine } from '../obligation/machine.js';
import { newObligation, type ObligationBrief, type ObligationInput } from '../obligation/obligation.js';
import type { StageEntryOf } from '../stage/entries.js';
import { settle } from '../subject/machine.js';
import type { Instant } from '../time.js';
import { newCycle, type CycleBrief, type CycleFacts } from './cycle.js';
import { cycleMachine } from './machine.js';
import { previewCycle } from './preview.js';

const dues: fc.Arbitrary<DueRule> = fc.record({
  from: fc.constantFrom('period-start', 'period-end', 'stage-opening'),
  offset: fc.oneof(
    fc.integer({ min: 1, max: 15 }).map((workingDays) => ({ workingDays })),
    fc.integer({ min: 1, max: 40 }).map((calendarDays) => ({ calendarDays })),
    fc.integer({ min: 1, max: 400 }).map((hours) => ({ duration: `PT${hours}H` })),
  ),
});

const stages: fc.Arbitrary<StageDefinition> = fc.oneof(
  fc
    .record({ due: dues, ladder: dutyLadders })
    .map((drawn) => stageOf({ ...drawn, parties: named('head-a', 'head-b') })),
  dues.map((due) => stageOf({ due, kind: 'right', ladder: WINDOW })),
);

const duties: fc.Arbitrary<DutyDefinition> = fc
  .array(stages, { minLength: 1, maxLength: 3 })
  .map((all) => dutyOf(all.map((stage, index) => ({ ...stage, name: `stage-${index}` }))));

const cycles: fc.Arbitrary<CycleBrief> = fc
  .record({
    duty: duties,
    rule: fc.constantFrom(
      'FREQ=WEEKLY',
      'FREQ=MONTHLY',
      'FREQ=MONTHLY;INTERVAL=3',
      'FREQ=MONTHLY;INTERVAL=6',
      'FREQ=YEARLY',
      'FREQ=MONTHLY;COUNT=4',
      'FREQ=MONTHLY;UNTIL=20270815',
    ),
    opens: fc.constantFrom('period-start', 'period-end'),
    adopted: fc.integer({ min: 0, max: 120 }),
  })
  .map(({ adopted, ...drawn }) => cycleOf({ ...drawn, adoptionDate: plusDays('2027-01-01', adopted) }));

const YEAR = { from: '2027-01-01', to: '2027-12-31' };

/** What the cycle opens in the year, each at its own instant. */
function openingsOf(cycle: CycleBrief, facts: CycleFacts): { at: Instant; brief: ObligationBrief }[] {
  let { state } = settle(cycleMachine, newCycle(cycle), [], '2026-12-01T00:00:00.000Z', facts);
  const opened: { at: Instant; brief: ObligationBrief }[] = [];
  for (let wake = cycleMachine.wake(state); wake !== null; wake = cycleMachine.wake(state)) {
    if (dateOf(facts.calendar, wake) > YEAR.to) return opened;
    const result = settle(cycleMachine, state, [], wake, facts);
    state = result.state;
    for (const { entry } of result.entries) {
      if (entry.kind !== 'period-opened') continue;
      opened.push(...entry.body.openings.map(({ brief }) => ({ at: entry.at, brief })));
    }
  }
  return opened;
}

/** What an obligation does when every stage but the last is fulfilled at its very deadline, and the last left alone. */
function courseOf(brief: ObligationBrief, openedAt: Instant, facts: CycleFacts) {
  const stageFacts = { ...facts, outages: [] };
  let state = newObligation(brief);
  let now = openedAt;
  const course: {
    opened: StageEntryOf<'stage-opened'>;
    come: StageEntryOf<'rung-fired' | 'rung-skipped'>[];
  }[] = [];
  const take = (inputs: ObligationInput[], at: Instant): void => {
    now = at;
    const result = settle(obligationMachine, state, inputs, at, stageFacts);
    state = result.state;
    for (const { entry } of result.entries) {
      if (entry.kind === 'stage-opened') course.push({ opened: entry, come: [] });
      if (entry.kind === 'rung-fired' || entry.kind === 'rung-skipped') course.at(-1)?.come.push(entry);
    }
  };
  brief.duty.stages.forEach((definition, index) => {
    take([{ id: `open-${index}`, at: now, kind: 'open-stage', stage: definition.name }], now);
    const isLast = index === brief.duty.stages.length - 1;
    const due = [...(state.stages.at(-1)?.parties.values() ?? [])][0]?.clock?.due ?? now;
    for (let wake = obligationMachine.wake(state); wake !== null; wake = obligationMachine.wake(state)) {
      if (!isLast && wake >= due) break;
      take([], wake);
    }
    if (isLast) return;
    const actor = { officer: 'o-clerk', asClerk: true };
    const parties = [...(state.stages.at(-1)?.parties.keys() ?? [])];
    take(
      parties.map((party) => ({
        id: `${index}-${party}`,
        at: due,
        kind: 'submit',
        actor,
        party,
        evidence: [],
      })),
      due,
    );
  });
  return course;
}

describe('what the preview says', () => {
  it('is what the machines then do, through a year', () => {
    fc.assert(
      fc.property(cycles, calendars(1), (cycle, calendar) => {
        const facts = { organisation: new Court().organisation(), calendar };
        const previews = previewCycle(cycle, facts, YEAR.from, YEAR.to);
        const openings = openingsOf(cycle, facts);
        expect(openings.map(({ at, brief }) => [at, brief.period])).toEqual(
          previews.map(({ opensAt, period }) => [opensAt, period]),
        );
        openings.forEach(({ at, brief }, index) => {
          const course = courseOf(brief, at, facts);
          const stagePreviews = previews[index]?.stages ?? [];
          expect(
            course.map(({ opened }) => {
              const [group] = opened.body.groups;
              return { opensBy: opened.at, due: group?.due, basis: group?.basis, rungs: group?.rungs };
            }),
          ).toEqual(stagePreviews.map(({ opensBy, due, basis, rungs }) => ({ opensBy, due, basis, rungs })));
          // Nobody acts in the last stage: every rung of every party comes at the instant that was said.
          const last = course.at(-1);
          const parties = last?.opened.body.groups[0]?.parties.map(({ id }) => id) ?? [];
          for (const id of parties) {
            const come = last?.come.filter(({ body }) => body.party === id) ?? [];
            expect(come.map(({ at: instant, body }) => [body.rung, instant])).toEqual(
              stagePreviews.at(-1)?.rungs.map((rung) => [rung.name, rung.at]),
            );
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('is the same whatever part of the year is asked for', () => {
    fc.assert(
      fc.property(cycles, calendars(1), fc.integer({ min: 0, max: 364 }), (cycle, calendar, day) => {
        const facts = { organisation: new Court().organisation(), calendar };
        const middle = plusDays(YEAR.from, day);
        const whole = previewCycle(cycle, facts, YEAR.from, YEAR.to);
        const parts = [
          ...previewCycle(cycle, facts, YEAR.from, middle),
          ...previewCycle(cycle, facts, plusDays(middle, 1), YEAR.to),
        ];
        expect(parts).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });
});
