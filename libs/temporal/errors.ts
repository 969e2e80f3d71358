import type { Refusal } from '../domain/subject/machine.js';

/** A rule refused the command; nothing was recorded. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';

  constructor(readonly refusal: Refusal) {
    super(`refused (${refusal.code}): ${refusal.detail}`);
  }
}

/** No workflow runs for the subject: it was closed, or there is none. What the ledger says of it tells which. */
export class SubjectNotRunning extends Error {
  override readonly name = 'SubjectNotRunning';

  constructor(readonly subject: string) {
    super(`no workflow runs for ${subject}`);
  }
}

/** Why a command was not taken in time. */
export type UnavailableBecause =
  /** Temporal cannot be reached. */
  | 'away'
  /** Other commands on the same subject came first: it was never sent. */
  | 'busy'
  /** It was sent and not answered in time: it may yet be recorded, and asking again under the same id tells. */
  | 'unanswered';

const SENTENCES: Readonly<Record<UnavailableBecause, string>> = {
  away: 'Temporal cannot be reached',
  busy: 'too many commands wait for this subject',
  unanswered: 'the command was sent but not answered in time; ask again under the same id',
};

/** A command could not be taken now; asking again under the same id is safe. */
export class TemporalUnavailable extends Error {
  override readonly name = 'TemporalUnavailable';

  constructor(
    readonly because: UnavailableBecause,
    options?: ErrorOptions,
  ) {
    super(SENTENCES[because], options);
  }
}
