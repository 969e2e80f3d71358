import { DEFAULT_POLICY } from '../../../libs/domain/duty/definition.js';
import {
  newCycle,
  type CycleBrief,
  type CycleEntry,
  type CycleInput,
  type CycleState,
} from '../../../libs/domain/cycle/cycle.js';
import { cycleMachine } from '../../../libs/domain/cycle/machine.js';
import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { settle, type Answer } from '../../../libs/domain/subject/machine.js';
import { plusMs, type Instant } from '../../../libs/domain/time.js';
import { china, inShanghai, shanghai } from './calendars.js';
import { Court } from './court.js';
import { dutyOf, stageOf } from './duties.js';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Said = Without<CycleInput, 'id' | 'at' | 'actor' | 'citing'>;

/** Each month from January 2027 on, `head-a` has five working days. */
export const cycleOf = (changes: Partial<CycleBrief> = {}): CycleBrief => {
  const due = { from: 'period-start', offset: { workingDays: 5 } } as const;
  const duty = dutyOf([stageOf({ due })]);
  return {
    id: 'monthly',
    unitId: 'court',
    calendarId: 'cn',
    dutyId: duty.key,
    dutyVersion: 1,
    duty,
    policy: DEFAULT_POLICY,
    rule: 'FREQ=MONTHLY',
    startDate: '2027-01-01',
    opens: 'period-start',
    adoptionDate: '2027-01-01',
    openedBy: null,
    ...changes,
  };
};

/** A cycle played in memory; all times are as the clock in Shanghai shows them. */
export class CyclePlay {
  state: CycleState;
  readonly entries: CycleEntry[] = [];
  private inputs = 0;

  constructor(
    brief: CycleBrief,
    at: string,
    readonly court = new Court(),
    public calendar: WorkingCalendar = china,
  ) {
    this.state = newCycle(brief);
    this.settle([], shanghai(at));
  }

  /** Time passes, every opening at its own instant. */
  until(at: string): this {
    this.passTo(shanghai(at));
    return this;
  }

  /** Nothing runs until an instant. */
  sleepTo(at: string): this {
    this.settle([], shanghai(at));
    return this;
  }

  /** A command; answers the code of its refusal, or null. */
  tell(at: string, said: Said, actor = 'o-admin'): string | null {
    const instant = shanghai(at);
    this.passTo(plusMs(instant, -1));
    this.inputs += 1;
    const input = {
      ...said,
      id: `input-${this.inputs}`,
      at: instant,
      actor,
      citing: 'minutes-7',
    } as CycleInput;
    const [answer] = this.settle([input], instant) as [Answer];
    return answer.accepted ? null : answer.refusal.code;
  }

  /** When which period opened, or why it was passed over. */
  course(): string[] {
    return this.entries.flatMap((entry) => {
      if (entry.kind === 'period-opened') return [`${inShanghai(entry.at)} opened ${entry.body.period.from}`];
      if (entry.kind !== 'period-passed-over') return [];
      return [`${inShanghai(entry.at)} ${entry.body.because} ${entry.body.period.from}`];
    });
  }

  private passTo(instant: Instant): void {
    for (
      let wake = cycleMachine.wake(this.state);
      wake !== null && wake <= instant;
      wake = cycleMachine.wake(this.state)
    ) {
      this.settle([], wake);
    }
  }

  private settle(inputs: readonly CycleInput[], now: Instant): readonly Answer[] {
    const facts = { organisation: this.court.organisation(), calendar: this.calendar };
    const since = this.entries.at(-1)?.at ?? null;
    const { state, entries, answers } = settle(cycleMachine, this.state, inputs, now, facts, since);
    this.state = state;
    this.entries.push(...entries.map(({ entry }) => entry));
    return answers;
  }
}
