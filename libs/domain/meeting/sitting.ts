import type { OfficerId, PostId } from '../organisation/organisation.js';
import { quorumOf, USUAL_QUORUM } from '../organisation/quorum.js';
import { refuse, type Decision } from '../subject/machine.js';
import { findItem, itemsOf, unknownItem } from './agenda.js';
import { evolveMeeting } from './evolve.js';
import { handIn } from './hand-in.js';
import { seatsOf } from './seats.js';
import type {
  AgendaItem,
  ItemQuorum,
  MeetingEntry,
  MeetingEntryOf,
  MeetingFacts,
  MeetingInputOf,
  MeetingState,
  Seat,
} from './meeting.js';

type Decided = Decision<MeetingEntry>;

/** Records who took part: the meeting has been held, and each item with enough members is evidence of attendance. */
export function recordAttendance(
  state: MeetingState,
  { attendance, presiding = state.chair as PostId, actor, at }: MeetingInputOf<'record-attendance'>,
  facts: MeetingFacts,
): Decided {
  if (state.attendance !== null)
    return refuse('attendance-recorded-already', 'Attendance is entered once, and stands.');
  if (at < state.brief.startsAt)
    return refuse('not-held-yet', 'Attendance is entered once the meeting has begun.');
  if (itemsOf(state).length === 0)
    return refuse('nothing-on-the-agenda', 'A meeting without an item is not held: cancel it.');
  const seats = seatsOf(state.brief, facts.organisation);
  const held: MeetingState = { ...state, seats, attendance, presiding };
  const faulty = attendanceRefusal(held, attendance) ?? presidingRefusal(held, attendance, presiding);
  if (faulty) return faulty;
  const quorum = itemsOf(state).map((item) => quorumOn(held, item, facts));
  const withQuorum = itemsOf(state).filter(({ item }) => quorum.some((q) => q.item === item && q.met));
  const material = { material: 'attendance', items: withQuorum, actor, at, name: 'attendance' } as const;
  return {
    entries: [
      {
        kind: 'attendance-recorded',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: { attendance, presiding, seats, quorum, ...handIn({ ...held, quorum }, material, facts) },
      },
    ],
  };
}

/** Records that a member takes no part in an item; also after attendance was entered, and until the minutes are. */
export function recordRecusal(
  state: MeetingState,
  { item, post, reason, actor, at }: MeetingInputOf<'record-recusal'>,
  facts: MeetingFacts,
): Decided {
  const found = findItem(state, item);
  if (found === undefined) return unknownItem(item);
  if (state.minutesBy !== null)
    return refuse('minutes-entered-already', 'The minutes stand as they were entered.');
  const seat = memberSeats(state).find((one) => one.post === post);
  if (seat === undefined) return notAMember(post);
  if (state.recusals.some((recusal) => recusal.item === item && recusal.post === post))
    return refuse('recused-already', 'This member is recused from the item already.');
  const entry: MeetingEntryOf<'recusal-recorded'> = {
    kind: 'recusal-recorded',
    at,
    actor: actor.officer,
    onBehalfOf: null,
    body: { item, post, officer: seat.officer as OfficerId, reason, quorum: null },
  };
  if (state.attendance === null) return { entries: [entry] };
  const quorum = quorumOn(evolveMeeting(state, entry), found, facts);
  return { entries: [{ ...entry, body: { ...entry.body, quorum } }] };
}

/** Members' seats that somebody held on the date: the others cannot take part, and do not count. */
const memberSeats = ({ seats }: MeetingState): Seat[] =>
  seats.filter((seat) => seat.as === 'member' && seat.officer !== null);

/**
 * Whether enough members took part in an item, by the rule that the body had on the date of the meeting; a person with two seats counts
 * once, a substitute does not.
 */
function quorumOn(
  state: MeetingState,
  { item, matter }: AgendaItem,
  { organisation }: MeetingFacts,
): ItemQuorum {
  const { bodyId, startsAt } = state.brief;
  const rule = organisation.body(bodyId, startsAt)?.quorum ?? USUAL_QUORUM;
  const holding = (posts: readonly PostId[]): OfficerId[] => [
    ...new Set(
      memberSeats(state)
        .filter(({ post }) => posts.includes(post))
        .map(({ officer }) => officer as OfficerId),
    ),
  ];
  const present = (state.attendance ?? []).filter(({ status }) => status === 'present');
  const recused = state.recusals.filter((recusal) => recusal.item === item);
  const entitled = holding(memberSeats(state).map(({ post }) => post));
  const of = quorumOf(
    rule[matter],
    entitled,
    holding(present.map(({ post }) => post)),
    holding(recused.map(({ post }) => post)),
  );
  return { item, ...of };
}

type Refused = ReturnType<typeof refuse>;

function attendanceRefusal(
  state: MeetingState,
  attendance: MeetingInputOf<'record-attendance'>['attendance'],
): Refused | null {
  const named = attendance.map(({ post }) => post);
  const stranger = named.find((post) => !state.seats.some((seat) => seat.post === post));
  if (stranger !== undefined) return notAMember(stranger);
  const twice = named.find((post, index) => named.indexOf(post) < index);
  if (twice !== undefined) return refuse('attendance-twice', `Attendance of "${twice}" is given twice.`);
  const missing = memberSeats(state).find(({ post }) => !named.includes(post));
  if (missing !== undefined)
    return refuse('attendance-missing', `Of member "${missing.post}" nobody says whether they were there.`);
  const odd = attendance.find(
    ({ status, substitute }) => (status === 'substituted') !== (substitute !== null),
  );
  if (odd !== undefined)
    return refuse('substitute-required', `Name who came for "${odd.post}", and only where somebody did.`);
  return null;
}

function presidingRefusal(
  state: MeetingState,
  attendance: MeetingInputOf<'record-attendance'>['attendance'],
  presiding: PostId,
): Refused | null {
  const isMember = presiding === state.chair || memberSeats(state).some(({ post }) => post === presiding);
  if (!isMember) return notAMember(presiding);
  const wasThere = attendance.some(({ post, status }) => post === presiding && status === 'present');
  return wasThere
    ? null
    : refuse('presiding-absent', 'Whoever presided was present: name the member who presided.');
}

const notAMember = (post: PostId): Refused =>
  refuse('not-a-member', `"${post}" was not called to this meeting as a member of the body.`);
