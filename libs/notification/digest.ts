import type { Title } from '../domain/organisation/organisation.js';
import type { PlannedRung } from '../domain/stage/state.js';
import type { MeetingEntry } from '../domain/meeting/meeting.js';
import type { IncidentEntry } from '../domain/incident/incident.js';
import type { StageEntry } from '../domain/stage/entries.js';
import type { Instant } from '../domain/time.js';

/** The kinds of entries of which somebody is told. */
export type ToldKind =
  | Extract<StageEntry | MeetingEntry | IncidentEntry, { readonly body: { readonly told: unknown } }>['kind']
  | 'rung-overdue'
  | 'finding-opened';

/** One thing that the recipient is told. */
export interface DigestItem {
  readonly kind: ToldKind;
  /** For a rung that came: what it does. */
  readonly action: PlannedRung['action'] | null;
  readonly obligationId: string;
  readonly obligation: Title;
  readonly stage: Title | null;
  /** Who owes, where it is about one party. */
  readonly party: Title | null;
  readonly at: Instant;
  readonly due: Instant | null;
}

/** What one mail tells one officer. */
export interface Digest {
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly items: readonly DigestItem[];
  /** IANA zone in which instants are written. */
  readonly zone: string;
}
