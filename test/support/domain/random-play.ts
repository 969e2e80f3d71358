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
import type { Outage, StageFacts } from '../../../libs/domain/stage/context.js';
import type { PartyState } from '../../../libs/domain/stage/state.js';
import { settle, type Settlement } from '../../../libs/domain/subject/machine.js';
import { later, plusMs, type Instant } from '../../../libs/domain/time.js';
import { BEGIN, calendars, duties, officers, organisations } from './arbitraries.js';
import { briefOf } from './duties.js';

const HOUR_MS = 3_600_000;

/** What is said or happens, and how long after the thing before it. */
export interface Happening {
  readonly afterHours: number;
  /** Everything is settled at once, instead of each rung at its own instant. */
  readonly isJump: boolean;
  /** No command could be taken meanwhile. */
  readonly isOutage: boolean;
  /** How long the command lay about before it was settled. */
  readonly staleHours: number;
  /** Whoever would be the one to say it, somebody above, or anybody at all. */
  readonly who: 'fitting' | 'above' | 'anybody';
  readonly officer: string;
  readonly asClerk: boolean;
  /** What is said: the first, or where there is a number, the one among those that fit how the party stands. */
  readonly what: What;
  readonly apt: number | null;
  /** Which of the parties; null: none is named. */
  readonly party: number | null;
  /** Deadlines that are asked for, so many hours after the present one. */
  readonly hours: number;
}

const KINDS = [
  'wait',
  'sign',
  'submit',
  'submit',
  'confirm',
  'accept',
  'return',
  'return-later',
  'request-extension',
  'request-extension',
  'grant',
  'refuse',
  'suspend',
  'resume',
  'waive',
  'urge',
  'extend',
  'rectify',
  'send-to-launch',
  'calendar-changed',
  'holder-entered',
] as const;
type What = (typeof KINDS)[number];

export interface World {
  readonly duty: DutyDefinition;
  readonly rows: OrganisationRows;
  readonly calendar: WorkingCalendar;
  readonly laterCalendar: WorkingCalendar;
  readonly happenings: readonly Happening[];
}

const oneIn = (n: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: n }).map((drawn) => drawn === n);

const happenings: fc.Arbitrary<Happening> = fc.record({
  afterHours: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 20 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 300 }) },
  ),
  isJump: oneIn(6),
  isOutage: oneIn(10),
  staleHours: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 50 }) },
  ),
  who: fc.constantFrom('fitting', 'fitting', 'fitting', 'above', 'anybody'),
  officer: officers,
  asClerk: oneIn(6),
  what: fc.constantFrom(...KINDS),
  apt: fc.option(fc.nat({ max: 20 }), { freq: 3 }),
  party: fc.option(fc.nat({ max: 3 }), { freq: 4 }),
  hours: fc.integer({ min: -30, max: 500 }),
});

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
    const apt = aptFor(partyOf(state, happening.party));
    const what = happening.apt === null ? happening.what : (apt[happening.apt % apt.length] as What);
    const input = inputOf(
      { ...happening, what },
      state,
      organisation,
      `said-${(count += 1)}`,
      later(arrived, BEGIN),
    );
    settleAt(at, input === null ? [] : [input]);
    procede(at);
    now = at;
  }
  const isRunning = (): boolean =>
    state.stages.some((stage) =>
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

/** The party that is meant, of the stage that is open or was the last to be. */
function partyOf(state: ObligationState, index: number | null): PartyState | undefined {
  const stage = state.stages.find(({ outcome }) => outcome === null) ?? state.stages.at(-1);
  const parties = [...(stage?.parties.values() ?? [])];
  return parties[(index ?? 0) % Math.max(1, parties.length)];
}

const WAITING: readonly What[] = ['wait', 'wait', 'urge', 'suspend', 'waive'];

/** What fits how a party stands. */
function aptFor(party: PartyState | undefined): readonly What[] {
  if (party === undefined || party.endedAt !== null) return ['wait', 'confirm', 'submit'];
  if (party.pendingExtension !== null) return ['grant', 'refuse', 'extend', 'submit', ...WAITING];
  switch (party.status) {
    case 'in-review':
      return ['accept', 'return', 'return', 'return-later', 'confirm', ...WAITING];
    case 'suspended':
      return ['resume', 'resume', 'wait', 'waive', 'sign'];
    default:
      return party.light === 'red'
        ? ['rectify', 'extend', 'send-to-launch', 'submit', 'holder-entered', ...WAITING]
        : [
            'submit',
            'submit',
            'sign',
            'request-extension',
            'request-extension',
            'holder-entered',
            ...WAITING,
          ];
  }
}

const OF_THE_OWNER: ReadonlySet<What> = new Set(['sign', 'submit', 'confirm', 'request-extension']);
const OF_THE_REVIEWER: ReadonlySet<What> = new Set(['accept', 'return', 'return-later']);

function speaker(
  happening: Happening,
  party: PartyState | undefined,
  organisation: Organisation,
  at: Instant,
): string {
  const { who, what, officer, hours } = happening;
  if (party === undefined || who === 'anybody') return officer;
  const { actsThrough, levels } = party.party;
  const above = levels[Math.abs(hours) % Math.max(1, levels.length)];
  const fitting = OF_THE_OWNER.has(what)
    ? actsThrough[0]
    : OF_THE_REVIEWER.has(what)
      ? party.clock?.post
      : above;
  const post = who === 'above' ? above : fitting;
  return (post == null ? undefined : organisation.actingIn(post, at)) ?? officer;
}

function inputOf(
  happening: Happening,
  state: ObligationState,
  organisation: Organisation,
  id: string,
  at: Instant,
): ObligationInput | null {
  const { what, asClerk, hours } = happening;
  const target = partyOf(state, happening.party);
  const party = happening.party === null ? undefined : target?.party.id;
  const officer = speaker(happening, target, organisation, at);
  const common = { id, at, actor: { officer, asClerk } };
  const one = party === undefined ? common : { ...common, party };
  const several = party === undefined ? common : { ...common, parties: [party] };
  const until = plusMs(target?.clock?.due ?? at, hours * HOUR_MS);
  switch (what) {
    case 'wait':
      return null;
    case 'sign':
    case 'confirm':
      return { ...one, kind: what };
    case 'submit':
      return { ...one, kind: 'submit', evidence: [] };
    case 'accept':
      return { ...one, kind: 'review', verdict: 'accept', reason: null };
    case 'return':
      return { ...one, kind: 'review', verdict: 'return', reason: 'why' };
    case 'return-later':
      return {
        ...one,
        kind: 'review',
        verdict: 'return',
        reason: 'why',
        within: { workingDays: Math.abs(hours) % 20 },
      };
    case 'request-extension':
    case 'extend':
    case 'rectify':
      return { ...one, kind: what, until, reason: 'why' };
    case 'grant':
      return { ...one, kind: 'decide-extension', grant: true, reason: null };
    case 'refuse':
      return { ...one, kind: 'decide-extension', grant: false, reason: 'why' };
    case 'suspend':
    case 'waive':
      return { ...several, kind: what, reason: 'why' };
    case 'resume':
      return { ...several, kind: what, reason: null };
    case 'urge':
      return { ...one, kind: 'urge', note: null };
    case 'send-to-launch':
      return { ...one, kind: 'send-to-launch', reason: 'why' };
    case 'calendar-changed':
      return { id, at, kind: 'calendar-changed' };
    case 'holder-entered':
      return { id, at, kind: 'holder-entered', post: target?.party.id ?? 'head-a' };
  }
}
