import type { EntityManager } from 'typeorm';
import type { SentPage, Undelivered } from '../../../libs/domain/dispatch/dispatch.js';
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

const commandIdOf = ({ dispatch, place }: HandIn): string => `${dispatchSubject(dispatch)}/${place}`;

/** What became of each hand-in, from the ledgers of the obligations and of the dispatches that carried them. */
export async function outcomesOf(
  manager: EntityManager,
  handIns: readonly HandIn[],
): Promise<ReadonlyMap<HandIn, HandInOutcome>> {
  if (handIns.length === 0) return new Map();
  const obligations = [...new Set(handIns.map(({ obligation }) => obligation))];
  const dispatches = [...new Set(handIns.map(({ dispatch }) => dispatch))];
  const taken = await manager.query<Taken[]>(TAKEN, [
    obligations.map(obligationSubject),
    handIns.map(commandIdOf),
  ]);
  const pages = await manager.query<{ subject: string; body: SentPage }[]>(
    `SELECT subject, body FROM ledger_entry WHERE subject = ANY($1) AND kind = 'page-sent' ORDER BY subject, seq`,
    [dispatches.map(dispatchSubject)],
  );
  const ended = await manager.query<{ id: string; status: string }[]>(
    'SELECT id, status FROM obligation WHERE id = ANY($1)',
    [obligations],
  );
  const statusOf = new Map(ended.map(({ id, status }) => [id, status]));
  const takenBy = new Map(taken.map((entry) => [entry.commandId, entry]));
  /** Whatever did not arrive, in the order in which it was sent: those that are in no ledger of an obligation. */
  const undelivered = new Map<string, Undelivered[]>();
  for (const { subject, body } of pages) {
    for (const one of body.undelivered) {
      const key = `${subject} ${one.subject}`;
      undelivered.set(key, [...(undelivered.get(key) ?? []), one]);
    }
  }
  const outcomes = new Map<HandIn, HandInOutcome>();
  for (const handIn of handIns.toSorted((a, b) => a.place - b.place)) {
    const entry = takenBy.get(commandIdOf(handIn));
    const closed = closedRefusal(statusOf.get(handIn.obligation) ?? '')?.code;
    const lost =
      entry === undefined
        ? undelivered
            .get(`${dispatchSubject(handIn.dispatch)} ${obligationSubject(handIn.obligation)}`)
            ?.shift()
        : undefined;
    outcomes.set(handIn, outcomeOf(entry, lost, closed));
  }
  return outcomes;
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
  if (lost === undefined) return { outcome: 'pending', code: null };
  // What is closed says of itself only that it does not run.
  const code = lost.outcome === 'refused' && lost.code !== 'obligation-closed' ? lost.code : closed;
  return { outcome: 'refused', code: code ?? 'not-running' };
}
