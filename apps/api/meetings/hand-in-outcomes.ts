import type { EntityManager } from 'typeorm';
import type { DispatchBrief, Parcel, SentPage, Undelivered } from '../../../libs/domain/dispatch/dispatch.js';
import type { HandIn } from '../../../libs/domain/meeting/meeting.js';
import { dispatchSubject, obligationSubject } from '../../../libs/domain/subject/ids.js';
import { closedRefusal } from '../obligations/closed-refusal.js';

/** What became of something that a meeting handed in. */
export interface HandInOutcome {
  /** `waiting`: the obligation keeps it until its stage opens. */
  readonly outcome: 'pending' | 'waiting' | 'accepted' | 'refused';
  /** Of the rule that refused it. */
  readonly code: string | null;
}

/** What was sent for a hand-in, first or again. */
export interface Attempt {
  /** `dispatch/<id>` */
  readonly dispatch: string;
  readonly commandId: string;
  readonly parcel: Parcel;
}

interface Taken {
  readonly commandId: string;
  /** `evidence-submitted`, or how what was kept went on. */
  readonly kind: string;
  readonly code: string | null;
}

/** The entry that a command made; of one that was kept, what came of it as its stage opened. */
const TAKEN = `
  SELECT made.command_id AS "commandId", coalesce(later.kind, made.kind) AS kind, later.code
  FROM ledger_entry made LEFT JOIN LATERAL (
    SELECT e.kind, e.body ->> 'code' AS code FROM ledger_entry e
    WHERE made.kind = 'submission-kept' AND e.subject = made.subject AND e.seq > made.seq
      AND e.kind IN ('evidence-submitted', 'kept-submission-refused')
      AND e.body ->> 'stage' = made.body ->> 'stage' AND e.body ->> 'party' = made.body ->> 'party'
    ORDER BY e.seq LIMIT 1) later ON true
  WHERE made.subject = ANY($1) AND made.command_id = ANY($2)`;

/** Of what is sent for a hand-in once more: the id says for which, so that it is found again. */
export const idAgain = (first: string, time: number): string => `${first}/again-${time}`;

const firstId = ({ dispatch, place }: HandIn): string => `${dispatchSubject(dispatch)}/${place}`;

/** Everything that was sent for each hand-in, the first first. */
export async function attemptsOf(
  manager: EntityManager,
  meetingId: string,
  handIns: readonly HandIn[],
): Promise<ReadonlyMap<HandIn, readonly Attempt[]>> {
  const dispatches = await manager.query<{ id: string; brief: DispatchBrief }[]>(
    `SELECT id, brief FROM subject WHERE kind = 'dispatch' AND opener = $1 ORDER BY id`,
    [`meeting/${meetingId}`],
  );
  const attempts = dispatches.flatMap(({ id, brief }) =>
    ('send' in brief ? brief.send : []).map((parcel, place): Attempt => ({
      dispatch: id,
      commandId: parcel.message.id ?? `${id}/${place}`,
      parcel,
    })),
  );
  return new Map(
    handIns.map((handIn) => {
      const first = firstId(handIn);
      const own = attempts.filter(
        ({ commandId }) => commandId === first || commandId.startsWith(`${first}/`),
      );
      return [
        handIn,
        own.sort((a, b) => a.commandId.length - b.commandId.length || (a.commandId < b.commandId ? -1 : 1)),
      ];
    }),
  );
}

/** What became of each hand-in, from the ledgers of the obligations and of the dispatches that carried them: of the last attempt, unless one was accepted. */
export async function outcomesOf(
  manager: EntityManager,
  attempts: ReadonlyMap<HandIn, readonly Attempt[]>,
): Promise<ReadonlyMap<HandIn, HandInOutcome>> {
  const sent = [...attempts.values()].flat();
  if (sent.length === 0) return new Map();
  const handIns = [...attempts.keys()];
  const obligations = [...new Set(handIns.map(({ obligation }) => obligation))];
  const taken = await manager.query<Taken[]>(TAKEN, [
    obligations.map(obligationSubject),
    sent.map(({ commandId }) => commandId),
  ]);
  const takenBy = new Map(taken.map((entry) => [entry.commandId, entry]));
  const lostBy = await undeliveredOf(
    manager,
    sent.filter(({ commandId }) => !takenBy.has(commandId)),
  );
  const ended = await manager.query<{ id: string; status: string }[]>(
    'SELECT id, status FROM obligation WHERE id = ANY($1)',
    [obligations],
  );
  const statusOf = new Map(ended.map(({ id, status }) => [id, status]));
  return new Map(
    handIns.map((handIn) => {
      const closed = closedRefusal(statusOf.get(handIn.obligation) ?? '')?.code;
      const outcomes = (attempts.get(handIn) ?? []).map(({ commandId }) =>
        outcomeOf(takenBy.get(commandId), lostBy.get(commandId), closed),
      );
      const shown = outcomes.find(({ outcome }) => outcome === 'accepted') ?? outcomes.at(-1);
      return [handIn, shown ?? PENDING];
    }),
  );
}

const PENDING: HandInOutcome = { outcome: 'pending', code: null };

/** Why commands that no obligation holds did not arrive. A dispatch says it for each subject, in the order in which it sent. */
async function undeliveredOf(
  manager: EntityManager,
  attempts: readonly Attempt[],
): Promise<ReadonlyMap<string, Undelivered>> {
  const pages = await manager.query<{ subject: string; body: SentPage }[]>(
    `SELECT subject, body FROM ledger_entry WHERE subject = ANY($1) AND kind = 'page-sent' ORDER BY subject, seq`,
    [[...new Set(attempts.map(({ dispatch }) => dispatch))]],
  );
  const found = new Map<string, Undelivered>();
  for (const { subject, body } of pages) {
    for (const one of body.undelivered) {
      const attempt = attempts.find(
        ({ dispatch, parcel, commandId }) =>
          dispatch === subject && parcel.subject === one.subject && !found.has(commandId),
      );
      if (attempt) found.set(attempt.commandId, one);
    }
  }
  return found;
}

function outcomeOf(
  entry: Taken | undefined,
  lost: Undelivered | undefined,
  closed: string | undefined,
): HandInOutcome {
  if (entry?.kind === 'evidence-submitted') return { outcome: 'accepted', code: null };
  if (entry?.kind === 'kept-submission-refused') return { outcome: 'refused', code: entry.code };
  if (entry?.kind === 'submission-kept')
    return closed === undefined ? { outcome: 'waiting', code: null } : { outcome: 'refused', code: closed };
  if (lost === undefined) return PENDING;
  // What is closed says of itself only that it does not run.
  const code = lost.outcome === 'refused' && lost.code !== 'obligation-closed' ? lost.code : closed;
  return { outcome: 'refused', code: code ?? 'not-running' };
}
