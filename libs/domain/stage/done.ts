import type { OfficerId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import { decidedWith, type StageFacts } from './context.js';
import type { StageEntry } from './entries.js';
import { ofParty, type EvidenceItem, type FollowUp, type PartyState, type StageState } from './state.js';

/** What a command that is no hand-in of its own did for a party: it ends the party's wait, whoever gave it. */
export interface Done {
  readonly by: OfficerId;
  readonly at: Instant;
  readonly evidence?: readonly EvidenceItem[];
  readonly followUps?: readonly FollowUp[];
}

/** The entry by which the party has done what the stage asked for; whether they may, the caller has decided. */
export const doneBy = (
  stage: StageState,
  party: PartyState,
  { by, at, evidence = [], followUps = [] }: Done,
  facts: StageFacts,
): StageEntry => ({
  kind: 'evidence-submitted',
  at,
  actor: by,
  onBehalfOf: null,
  body: {
    ...ofParty(stage, party),
    evidence,
    followUps,
    late: stage.definition.kind === 'duty' && party.clock !== null && at > party.clock.due,
    unused: 0,
    to: 'fulfilled',
    principals: [by],
    review: null,
    told: [],
    passed: [],
    with: decidedWith(facts),
  },
});
