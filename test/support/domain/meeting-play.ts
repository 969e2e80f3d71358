import { meetingMachine } from '../../../libs/domain/meeting/machine.js';
import {
  newMeeting,
  type AttendanceLine,
  type LinkedObligation,
  type MeetingEntry,
  type MeetingFacts,
  type MeetingInput,
  type MeetingState,
} from '../../../libs/domain/meeting/meeting.js';
import { DEFAULT_POLICY, type DutyDefinition } from '../../../libs/domain/duty/definition.js';
import { settle, type Answer } from '../../../libs/domain/subject/machine.js';
import { china, shanghai } from './calendars.js';
import { Court } from './court.js';
import { dutyOf, named, stageOf } from './duties.js';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type SaidInMeeting = Without<MeetingInput, 'id' | 'at' | 'actor'>;

export const WHEN = '2026-10-14 09:00';

/** A duty of one stage that the body owes and that takes something from a meeting. */
export const meetingDuty = (
  key: string,
  meeting: 'agenda' | 'attendance' | 'extract',
  more: Partial<DutyDefinition> = {},
): DutyDefinition =>
  dutyOf(
    [
      stageOf({
        name: 'deliberated',
        parties: named('leading-group'),
        meeting,
        evidence: [
          { name: 'record', title: { zh: '记录', en: 'Record' } },
          { name: 'share', title: { zh: '比重', en: 'Share' } },
        ],
      }),
    ],
    { key, ...more },
  );

/** Everybody but those who are named is present. */
export const everybodyBut = (...others: readonly AttendanceLine[]): AttendanceLine[] =>
  ['president', 'vice-1', 'vice-2'].map(
    (post) => others.find((line) => line.post === post) ?? { post, status: 'present', substitute: null },
  );

/** A meeting of the leading group played in memory; its documents are their own texts. */
export class MeetingPlay {
  state: MeetingState;
  readonly entries: MeetingEntry[] = [];
  readonly kept: string[] = [];
  readonly linked = new Map<string, LinkedObligation>();
  private inputs = 0;

  constructor(
    readonly court = new Court(),
    called = '2026-10-12 09:00',
  ) {
    this.state = newMeeting({
      id: 'm1',
      unitId: 'court',
      calendarId: 'cn',
      bodyId: 'leading-group',
      startsAt: shanghai(WHEN),
      notice: 'Room 301',
      invited: ['head-a'],
      policy: DEFAULT_POLICY,
      calledBy: 'o-clerk',
    });
    this.until(called);
  }

  /** An obligation that is there to be linked. */
  owes(id: string, duty: DutyDefinition, more: Partial<LinkedObligation> = {}): this {
    this.linked.set(id, { id, unitId: 'court', duty, isClosed: false, parties: {}, ...more });
    return this;
  }

  /** A command; by a clerk unless another is named. Answers the code of its refusal, or null. */
  tell(at: string, said: SaidInMeeting, officer = 'o-clerk', asClerk = officer === 'o-clerk'): string | null {
    this.inputs += 1;
    const input = { ...said, id: `input-${this.inputs}`, at: shanghai(at), actor: { officer, asClerk } };
    this.until(at);
    const [answer] = this.settle([input as MeetingInput], shanghai(at)) as [Answer];
    return answer.accepted ? null : answer.refusal.code;
  }

  /** Lets time pass, every rung coming at its own instant. */
  until(at: string): this {
    if (this.state.calledAt === null) this.settle([], shanghai(at));
    for (;;) {
      const wake = meetingMachine.wake(this.state);
      if (wake === null || wake > shanghai(at)) return this;
      this.settle([], wake);
    }
  }

  last<K extends MeetingEntry['kind']>(kind: K): Extract<MeetingEntry, { kind: K }> {
    const found = this.entries.findLast((entry) => entry.kind === kind);
    if (found === undefined) throw new Error(`no entry ${kind}`);
    return found as Extract<MeetingEntry, { kind: K }>;
  }

  /** What has been handed in, as `material item -> obligation/stage/party`. */
  handIns(): string[] {
    return this.state.handIns.map(
      ({ material, item, obligation, stage, party }) =>
        `${material} ${item} -> ${obligation}/${stage}/${party}`,
    );
  }

  private get facts(): MeetingFacts {
    return {
      organisation: this.court.organisation(),
      calendar: china,
      outages: [],
      linked: this.linked,
      textOf: (document) => document,
      nameOf: (officer) => `name of ${officer}`,
      keep: (text) => {
        this.kept.push(text);
        return `document-${this.kept.length}`;
      },
    };
  }

  private settle(inputs: readonly MeetingInput[], now: string): readonly Answer[] {
    const since = this.entries.at(-1)?.at ?? null;
    const { state, entries, answers } = settle(meetingMachine, this.state, inputs, now, this.facts, since);
    this.state = state;
    this.entries.push(...entries.map(({ entry }) => entry));
    return answers;
  }
}
