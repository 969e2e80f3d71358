import { DEFAULT_LADDER } from '../duty/default-ladders.js';
import type { StageDefinition } from '../duty/definition.js';
import type { PostId } from '../organisation/organisation.js';
import type { StageContext } from '../stage/context.js';
import type { MeetingState } from './meeting.js';

/** From the hour of the meeting; our default. */
const MINUTES_WITHIN_WORKING_DAYS = 5;
/** From the minutes; our default. */
const CONFIRMATION_WITHIN_WORKING_DAYS = 5;

export const MINUTES = 'minutes';
export const CONFIRMATION = 'confirmation';

const stageOf = (
  name: string,
  title: StageDefinition['title'],
  post: PostId,
  workingDays: number,
): StageDefinition => ({
  name,
  title,
  kind: 'duty',
  parties: { named: [{ kind: 'post', id: post }] },
  due: { from: 'stage-opening', offset: { workingDays } },
  ladder: DEFAULT_LADDER,
  evidence: [],
  review: null,
});

type Posts = Pick<MeetingState, 'chair' | 'secretary' | 'presiding'>;

/** Attendance and minutes: owed by the secretary of the body, or by its chair where it has none. */
const minutesStage = ({ chair, secretary }: Posts): StageDefinition =>
  stageOf(
    MINUTES,
    { zh: '登记到会情况和会议记录', en: 'Attendance and minutes entered' },
    (secretary ?? chair) as PostId,
    MINUTES_WITHIN_WORKING_DAYS,
  );

/** The minutes are confirmed by whoever presided. */
const confirmationStage = ({ chair, presiding }: Posts): StageDefinition =>
  stageOf(
    CONFIRMATION,
    { zh: '会议主持人确认记录', en: 'Minutes confirmed by whoever presided' },
    (presiding ?? chair) as PostId,
    CONFIRMATION_WITHIN_WORKING_DAYS,
  );

/** A stage of a meeting as the state that it is opened in says. */
export const meetingStage = (name: string, posts: Posts): StageDefinition =>
  name === MINUTES ? minutesStage(posts) : confirmationStage(posts);

export const contextOf = ({ brief, calledAt }: MeetingState): StageContext => ({
  subjectId: brief.id,
  unitId: brief.unitId,
  policy: brief.policy,
  openedAt: calledAt,
  period: null,
  floor: false,
  slice: null,
});
