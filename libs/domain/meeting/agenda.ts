import { refuse, type Decision } from '../subject/machine.js';
import { handIn } from './hand-in.js';
import { linkRefusal } from './links.js';
import type { AgendaItem, MeetingEntry, MeetingFacts, MeetingInputOf, MeetingState } from './meeting.js';

type Decided = Decision<MeetingEntry>;

/** More items than this are no agenda. */
export const MAX_ITEMS = 50;

export const heldAlready = (): Decided =>
  refuse('held-already', 'The meeting has been held: its agenda stands, and it cannot be cancelled.');

/** Puts an item on the agenda: that it is there is evidence at once. */
export function placeItem(
  state: MeetingState,
  { title, matter, links, actor, at }: MeetingInputOf<'place-item'>,
  facts: MeetingFacts,
): Decided {
  if (state.attendance !== null) return heldAlready();
  if (state.items.length >= MAX_ITEMS)
    return refuse('too-many-items', `An agenda has at most ${MAX_ITEMS} items: call another meeting.`);
  const refused = linkRefusal(state, links, facts);
  if (refused) return refused;
  const placed: AgendaItem = { item: state.items.length + 1, title, matter, links, isWithdrawn: false };
  const material = { material: 'agenda', items: [placed], actor, at, name: `agenda.${placed.item}` } as const;
  const { isWithdrawn: _, ...item } = placed;
  return {
    entries: [
      {
        kind: 'item-placed',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: { ...item, ...handIn(state, material, facts) },
      },
    ],
  };
}

/** Takes an item off again; that it was on the agenda stays on record. */
export function withdrawItem(
  state: MeetingState,
  { item, reason, actor, at }: MeetingInputOf<'withdraw-item'>,
): Decided {
  if (state.attendance !== null) return heldAlready();
  const found = findItem(state, item);
  if (found === undefined) return unknownItem(item);
  return {
    entries: [{ kind: 'item-withdrawn', at, actor: actor.officer, onBehalfOf: null, body: { item, reason } }],
  };
}

/** An item that is on the agenda. */
export const findItem = (state: MeetingState, item: number): AgendaItem | undefined =>
  itemsOf(state).find((one) => one.item === item);

/** What is on the agenda, without what was withdrawn. */
export const itemsOf = ({ items }: MeetingState): AgendaItem[] =>
  items.filter(({ isWithdrawn }) => !isWithdrawn);

export const unknownItem = (item: number): Decided =>
  refuse('unknown-item', `There is no item ${item} on the agenda.`);
