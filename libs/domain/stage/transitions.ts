import type { PartyStatus } from './state.js';

/** What can happen to a party; the table below says from where and to where. */
export type Move =
  | 'submit'
  | 'sight'
  | 'accept'
  | 'return'
  | 'pass-on'
  | 'suspend'
  | 'resume'
  | 'waive'
  | 'extend'
  | 'rectify'
  | 'exhaust'
  | 'hand-over'
  | 'close-window';

type Table = Readonly<Record<PartyStatus, Readonly<Partial<Record<Move, readonly PartyStatus[]>>>>>;

/** Every way that a party can go; nothing else is possible. */
export const TRANSITIONS: Table = {
  open: {
    submit: ['in-review', 'open', 'fulfilled', 'accepted-unreviewed'],
    sight: ['open', 'fulfilled', 'accepted-unreviewed'],
    suspend: ['suspended'],
    waive: ['waived'],
    extend: ['open'],
    rectify: ['open'],
    exhaust: ['lapsed'],
    'hand-over': ['handed-over'],
    'close-window': ['window-closed'],
  },
  'in-review': {
    sight: ['in-review'],
    accept: ['fulfilled'],
    return: ['open'],
    'pass-on': ['in-review', 'accepted-unreviewed'],
    suspend: ['suspended'],
    waive: ['waived'],
  },
  suspended: {
    resume: ['open', 'in-review'],
    waive: ['waived'],
  },
  fulfilled: {},
  'accepted-unreviewed': {},
  waived: {},
  lapsed: {},
  'handed-over': {},
  'window-closed': {},
};

/** Whether `move` is possible at all from `status`. */
export const canMove = (status: PartyStatus, move: Move): boolean => TRANSITIONS[status][move] !== undefined;

/**
 * @throws Error when the table has no such transition: the entry does not belong to this state, so the record of the
 * subject is damaged.
 */
export function assertTransition(from: PartyStatus, move: Move, to: PartyStatus): void {
  if (!TRANSITIONS[from][move]?.includes(to)) {
    throw new Error(`no transition "${move}" from "${from}" to "${to}"`);
  }
}
