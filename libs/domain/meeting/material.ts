import { dateOf, dayOf } from '../calendar/arithmetic.js';
import type { MeetingMaterial } from '../duty/definition.js';
import type { Title } from '../organisation/organisation.js';
import { msBetween, type Instant } from '../time.js';
import type { AgendaItem, AttendanceLine, MeetingFacts, MeetingState } from './meeting.js';

const MATERIAL: Readonly<Record<MeetingMaterial, Title>> = {
  agenda: { zh: '议题单', en: 'Item of the agenda' },
  attendance: { zh: '到会情况', en: 'Attendance' },
  extract: { zh: '会议记录摘录', en: 'Extract of the minutes' },
};
const MATTER: Readonly<Record<AgendaItem['matter'], Title>> = {
  ordinary: { zh: '一般事项', en: 'ordinary' },
  personnel: { zh: '干部人事或纪律处分事项', en: 'personnel or discipline' },
};
const STATUS: Readonly<Record<AttendanceLine['status'], Title>> = {
  present: { zh: '出席', en: 'present' },
  substituted: { zh: '委托他人列席', en: 'a substitute came' },
  'on-leave': { zh: '请假', en: 'absent with leave' },
  absent: { zh: '缺席', en: 'absent' },
};

const both = ({ zh, en }: Title): string => (zh === en ? zh : `${zh} / ${en}`);

/** What a meeting's record says of one item, as a short text in Chinese and English: evidence for whatever the item is linked to. */
export function materialText(
  state: MeetingState,
  item: AgendaItem,
  material: MeetingMaterial,
  facts: MeetingFacts,
): string {
  const { brief } = state;
  const body = facts.organisation.body(brief.bodyId, brief.startsAt);
  return [
    both(MATERIAL[material]),
    `会议 / Meeting: ${brief.id}`,
    `会议组织 / Body: ${both(body?.title ?? { zh: brief.bodyId, en: brief.bodyId })}`,
    `时间 / Time: ${localTime(brief.startsAt, facts)} (${facts.calendar.zone})`,
    `通知 / Notice: ${facts.textOf(brief.notice)}`,
    `议题 / Item ${item.item}: ${facts.textOf(item.title)}`,
    `事项 / Matter: ${both(MATTER[item.matter])}`,
    ...(material === 'agenda' ? [] : takingPart(state, item, facts)),
    ...(material === 'extract' ? minuted(state, item, facts) : []),
    '',
  ].join('\n');
}

function takingPart(state: MeetingState, { item }: AgendaItem, facts: MeetingFacts): string[] {
  const recused = state.recusals.filter((recusal) => recusal.item === item);
  const quorum = state.quorum.find((of) => of.item === item);
  const line = ({ post, status, substitute }: AttendanceLine): string =>
    `- ${who(state, post, facts)}: ${both(STATUS[status])}` +
    (substitute === null ? '' : ` (${facts.nameOf(substitute)})`);
  return [
    `主持 / Presiding: ${who(state, state.presiding ?? '', facts)}`,
    '到会 / Attendance:',
    ...(state.attendance ?? []).map(line),
    ...(recused.length === 0
      ? []
      : ['回避 / Recused:', ...recused.map((r) => `- ${who(state, r.post, facts)}`)]),
    ...(quorum === undefined
      ? []
      : [
          `法定人数 / Quorum: 须 ${quorum.needed} 人，实到 ${quorum.counted} 人 / ` +
            `${quorum.needed} needed, ${quorum.counted} took part: ${quorum.met ? '符合 / met' : '不足 / not met'}`,
        ]),
  ];
}

function minuted(state: MeetingState, { item }: AgendaItem, facts: MeetingFacts): string[] {
  const minutes = state.minutes.find((of) => of.item === item);
  if (minutes === undefined) return [];
  const decisions = minutes.decisions.map(
    ({ document, post, due }, index) =>
      `${index + 1}. ${facts.textOf(document)} (${titleOf(state, post, facts)}, ${dateOf(facts.calendar, due)})`,
  );
  return [
    '记录 / Minutes:',
    facts.textOf(minutes.extract),
    ...(decisions.length === 0 ? [] : ['决定 / Decisions:', ...decisions]),
  ];
}

const titleOf = ({ brief }: MeetingState, post: string, { organisation }: MeetingFacts): string =>
  both(organisation.post(post, brief.startsAt)?.title ?? { zh: post, en: post });

function who(state: MeetingState, post: string, facts: MeetingFacts): string {
  const officer = state.seats.find((seat) => seat.post === post)?.officer;
  return titleOf(state, post, facts) + (officer ? ` ${facts.nameOf(officer)}` : '');
}

/** Date and time of day in the unit's zone. */
function localTime(instant: Instant, { calendar }: MeetingFacts): string {
  const date = dateOf(calendar, instant);
  const minutes = Math.floor(msBetween(dayOf(calendar, date).start, instant) / 60_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
