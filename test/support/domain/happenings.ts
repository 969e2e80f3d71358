import fc from 'fast-check';
import type { ObligationInput, ObligationState } from '../../../libs/domain/obligation/obligation.js';
import type { Organisation } from '../../../libs/domain/organisation/organisation.js';
import type {
  EvidenceItem,
  EvidenceReference,
  PartyState,
  StageState,
} from '../../../libs/domain/stage/state.js';
import { plusMs, type Instant } from '../../../libs/domain/time.js';
import { officers } from './arbitraries.js';

export const HOUR_MS = 3_600_000;

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
  'submit-reference',
  'sight',
  'confirm',
  'deny',
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
  'supervise',
  'calendar-changed',
  'holder-entered',
] as const;
type What = (typeof KINDS)[number];

const oneIn = (n: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: n }).map((drawn) => drawn === n);

export const happenings: fc.Arbitrary<Happening> = fc.record({
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

/** The stage that is open or was the last to be. */
const stageOf = (state: ObligationState): StageState | undefined =>
  state.stages.find(({ outcome }) => outcome === null) ?? state.stages.at(-1);

/** Everything that the stage asks for, shown in one way. */
const shown = (
  state: ObligationState,
  how: { readonly document: string } | { readonly reference: EvidenceReference },
): EvidenceItem[] =>
  (stageOf(state)?.definition.evidence ?? []).map(({ name }) => ({ requirement: name, ...how }));

/** The party that is meant, of the stage that is open or was the last to be. */
function partyOf(state: ObligationState, index: number | null): PartyState | undefined {
  const stage = stageOf(state);
  const parties = [...(stage?.parties.values() ?? [])];
  return parties[(index ?? 0) % Math.max(1, parties.length)];
}

const WAITING: readonly What[] = ['wait', 'wait', 'urge', 'suspend', 'waive'];

/** What fits how a party stands. */
function aptFor(party: PartyState | undefined): readonly What[] {
  if (party === undefined || party.endedAt !== null) return ['wait', 'confirm', 'deny', 'submit'];
  if (party.pendingExtension !== null) return ['grant', 'refuse', 'extend', 'submit', ...WAITING];
  switch (party.status) {
    case 'in-review':
      return ['accept', 'return', 'return', 'return-later', 'confirm', 'deny', 'sight', ...WAITING];
    case 'suspended':
      return ['resume', 'resume', 'wait', 'waive', 'sign'];
    default:
      return party.light === 'red'
        ? ['rectify', 'extend', 'send-to-launch', 'submit', 'holder-entered', ...WAITING]
        : [
            'submit',
            'submit',
            'submit-reference',
            'sight',
            'sign',
            'request-extension',
            'request-extension',
            'holder-entered',
            ...WAITING,
          ];
  }
}

const OF_THE_OWNER: ReadonlySet<What> = new Set([
  'sign',
  'submit',
  'submit-reference',
  'confirm',
  'deny',
  'request-extension',
]);
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

/** What a happening says in a state, and who says it; null where it says nothing. */
export function inputOf(
  happening: Happening,
  state: ObligationState,
  organisation: Organisation,
  id: string,
  at: Instant,
): ObligationInput | null {
  const target = partyOf(state, happening.party);
  const apt = aptFor(target);
  const what = happening.apt === null ? happening.what : (apt[happening.apt % apt.length] as What);
  const { asClerk, hours } = happening;
  const party = happening.party === null ? undefined : target?.party.id;
  const officer = speaker({ ...happening, what }, target, organisation, at);
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
    case 'deny':
      return { ...one, kind: 'deny', reason: 'why' };
    case 'submit':
      return { ...one, kind: 'submit', evidence: shown(state, { document: 'what' }) };
    case 'submit-reference': {
      const reference = { place: 'where', custodianPost: 'judge-b1', sightedBy: 'head-b' };
      return { ...one, kind: 'submit', evidence: shown(state, { reference }) };
    }
    case 'sight':
      return { ...one, kind: 'sight' };
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
    case 'supervise':
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
