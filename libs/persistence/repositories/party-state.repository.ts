import type { EntityManager } from 'typeorm';
import type { PartyState } from '../../domain/stage/state.js';
import { bulkWriter } from '../bulk.js';
import type { PartyStateEntity } from '../entities/party-state.entity.js';

export type PartyStateRow = Readonly<PartyStateEntity>;

export const writePartyStates = bulkWriter<PartyStateRow>({
  table: 'party_state',
  key: ['subject', 'stage', 'party'],
  columns: {
    subject: 'text',
    stage: 'text',
    party: 'text',
    position: 'int',
    status: 'text',
    light: 'text',
    due: 'timestamptz',
    mover: 'text',
    endedAt: 'timestamptz',
    concerns: 'text[]',
    state: 'json',
  },
  onConflict: 'update',
});

export interface StoredParty {
  readonly stage: string;
  readonly state: PartyState;
}

/** The parties of a subject, stage by stage in the order that the stages hold them. */
export function partyStatesOf(manager: EntityManager, subject: string): Promise<StoredParty[]> {
  return manager.query<StoredParty[]>(
    'SELECT stage, state FROM party_state WHERE subject = $1 ORDER BY stage, position',
    [subject],
  );
}
