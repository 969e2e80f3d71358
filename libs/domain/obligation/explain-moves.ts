import type { OfficerId } from '../organisation/organisation.js';
import type { DecidedWith } from '../stage/entries.js';
import type { Clock } from '../stage/state.js';
import type { Instant } from '../time.js';
import type { ObligationEntry } from './obligation.js';

/** Something that moved a party's deadline or its rungs, or stopped its clock. */
export interface DeadlineMove {
  readonly at: Instant;
  /** Kind of the entry that moved it. */
  readonly kind: ObligationEntry['kind'];
  /** Null: the clock. */
  readonly actor: OfficerId | null;
  /** Id of the document that gives the reason, where there is one. */
  readonly reason: string | null;
  /** The due instant after it. */
  readonly due: Instant | null;
  /** The versions with which it was computed, where they are on record. */
  readonly with: DecidedWith | null;
}

/** What moved the deadline or the rungs of one party, oldest first, beginning with the opening of its stage. */
export const movesOf = (entries: readonly ObligationEntry[], stage: string, party: string): DeadlineMove[] =>
  entries.flatMap((entry) => {
    if (!('stage' in entry.body) || entry.body.stage !== stage) return [];
    const clock = clockAfter(entry, party);
    if (clock === undefined) return [];
    const { kind, at, actor, body } = entry;
    return [
      {
        at,
        kind,
        actor,
        reason: 'reason' in body ? body.reason : null,
        due: clock?.due ?? null,
        with: 'with' in body ? body.with : null,
      },
    ];
  });

type Moved = Pick<Clock, 'due'> | null;

/** The party's clock as an entry sets it; null where it moves rungs alone, undefined where it moves nothing of the party's. */
function clockAfter(entry: ObligationEntry, party: string): Moved | undefined {
  switch (entry.kind) {
    case 'stage-opened':
      return entry.body.groups.find((group) => group.parties.some(({ id }) => id === party));
    case 'extension-requested':
    case 'extension-granted':
    case 'extension-refused':
    case 'submission-returned':
    case 'rectification-ordered':
    case 'window-extended':
    case 'grace-given':
      return entry.body.party === party ? entry.body.clock : undefined;
    case 'suspended':
      return entry.body.parties.some((one) => one.party === party) ? entry.body.clock : undefined;
    case 'resumed':
    case 'replanned':
      return entry.body.parties.find((one) => one.party === party)?.clock;
    case 'evidence-submitted':
      return entry.body.party === party && entry.body.to !== 'open' ? entry.body.review : undefined;
    case 'rung-put-off':
      return entry.body.party === party ? null : undefined;
    case 'rung-fired': {
      const { action, passesTo, rungs } = entry.body;
      if (entry.body.party !== party || action === 'review-suspension') return undefined;
      return passesTo === undefined && rungs === undefined ? undefined : (passesTo ?? null);
    }
    default:
      return undefined;
  }
}
