import fc from 'fast-check';
import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { DEFAULT_POLICY, type DutyDefinition } from '../../../libs/domain/duty/definition.js';
import { obligationMachine } from '../../../libs/domain/obligation/machine.js';
import {
  newObligation,
  type ObligationEntry,
  type ObligationInput,
  type ObligationState,
} from '../../../libs/domain/obligation/obligation.js';
import { Organisation, type OrganisationRows } from '../../../libs/domain/organisation/organisation.js';
import { awaitsConfirmation } from '../../../libs/domain/stage/confirmation.js';
import type { Outage, StageFacts } from '../../../libs/domain/stage/context.js';
import { settle, type Settlement } from '../../../libs/domain/subject/machine.js';
import { later, plusMs, type Instant } from '../../../libs/domain/time.js';
import { BEGIN, calendars, duties, organisations } from './arbitraries.js';
import { briefOf } from './duties.js';
import { happenings, HOUR_MS, inputOf, type Happening } from './happenings.js';

export interface World {
  readonly duty: DutyDefinition;
  readonly rows: OrganisationRows;
  readonly calendar: WorkingCalendar;
  readonly laterCalendar: WorkingCalendar;
  readonly happenings: readonly Happening[];
}

export const worlds: fc.Arbitrary<World> = fc.record({
  duty: duties,
  rows: organisations,
  calendar: calendars(1),
  laterCalendar: calendars(2),
  happenings: fc.array(happenings, { minLength: 5, maxLength: 40, size: 'max' }),
});

/** One settlement with what it began from. */
export interface Settled {
  readonly before: ObligationState;
  readonly after: ObligationState;
  readonly inputs: readonly ObligationInput[];
  readonly now: Instant;
  readonly facts: StageFacts;
  readonly result: Settlement<ObligationState, ObligationEntry>;
}

/**
 * Plays a world: the procedure opens one stage after the other, people say what they say, time passes as drawn; then it goes on until
 * nothing comes any more, but suspensions, which are left as they are.
 *
 * @param look is shown every settlement
 */
export function playWorld(world: World, look: (settled: Settled) => void): ObligationEntry[] {
  const organisation = new Organisation(world.rows);
  const brief = briefOf(world.duty, { policy: DEFAULT_POLICY });
  let calendar = world.calendar;
  let outages: Outage[] = [];
  let state = newObligation(brief);
  let now = BEGIN;
  const entries: ObligationEntry[] = [];
  let count = 0;

  const settleAt = (at: Instant, inputs: readonly ObligationInput[]): void => {
    const facts: StageFacts = { organisation, calendar, outages };
    const since = entries.at(-1)?.at ?? null;
    const result = settle(obligationMachine, state, inputs, at, facts, since);
    look({ before: state, after: result.state, inputs, now: at, facts, result });
    state = result.state;
    entries.push(...result.entries.map(({ entry }) => entry));
  };
  const stepTo = (at: Instant): void => {
    for (
      let wake = obligationMachine.wake(state);
      wake !== null && wake < at;
      wake = obligationMachine.wake(state)
    ) {
      settleAt(wake, []);
      procede(wake);
    }
  };
  const procede = (at: Instant): void => {
    for (;;) {
      const id = `step-${(count += 1)}`;
      const open = state.stages.find((stage) => stage.outcome === null);
      const next = world.duty.stages[state.stages.length];
      if (open !== undefined || state.closedAt !== null) return;
      if (next === undefined && state.stages.some(awaitsConfirmation)) return;
      settleAt(at, [
        next
          ? { id, at, kind: 'open-stage', stage: next.name }
          : { id, at, kind: 'close', result: 'fulfilled' },
      ]);
    }
  };

  procede(now);
  for (const happening of world.happenings) {
    const at = plusMs(now, happening.afterHours * HOUR_MS);
    if (happening.isOutage) outages = [...outages, { from: now, to: at }];
    if (!happening.isJump && !happening.isOutage) stepTo(at);
    if (happening.what === 'calendar-changed') calendar = world.laterCalendar;
    const arrived = plusMs(at, -happening.staleHours * HOUR_MS);
    const input = inputOf(happening, state, organisation, `said-${(count += 1)}`, later(arrived, BEGIN));
    settleAt(at, input === null ? [] : [input]);
    procede(at);
    now = at;
  }
  const isRunning = (): boolean =>
    state.stages.some(
      (stage) =>
        awaitsConfirmation(stage) ||
        [...stage.parties.values()].some((party) => party.endedAt === null && party.status !== 'suspended'),
    );
  for (let steps = 0; isRunning(); steps += 1) {
    if (steps > 500) throw new Error('it does not come to an end');
    const wake = obligationMachine.wake(state);
    if (wake === null) throw new Error('somebody is left without a clock');
    now = later(now, wake);
    settleAt(now, []);
    procede(now);
  }
  return entries;
}
