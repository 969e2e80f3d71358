import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import type { IncidentCommand, OtherIncident } from '../../../libs/domain/incident/incident.js';
import type { InquiryCommand } from '../../../libs/domain/inquiry/commands.js';
import type { InquiryDuty, ObligationFacts } from '../../../libs/domain/obligation/inquiry-openings.js';
import { obligationMachine } from '../../../libs/domain/obligation/machine.js';
import {
  newObligation,
  type ObligationBrief,
  type ObligationEntry,
  type ObligationInput,
  type ObligationState,
} from '../../../libs/domain/obligation/obligation.js';
import type { StageCommand } from '../../../libs/domain/stage/commands.js';
import type { Outage } from '../../../libs/domain/stage/context.js';
import type { StageEntryOf } from '../../../libs/domain/stage/entries.js';
import type { PartyState, StageState } from '../../../libs/domain/stage/state.js';
import { settle, type Answer } from '../../../libs/domain/subject/machine.js';
import { plusMs, type Instant } from '../../../libs/domain/time.js';
import { china, inShanghai, shanghai } from './calendars.js';
import { Court } from './court.js';

export type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A command without its id, instant and actor. */
export type Said = Without<StageCommand, 'id' | 'at' | 'actor'>;

/** The same of an incident. */
export type SaidOfIncident = Without<IncidentCommand, 'id' | 'at' | 'actor'>;

/** The same of an inquiry. */
export type SaidOfInquiry = Without<InquiryCommand, 'id' | 'at' | 'actor'>;

export interface Setting {
  readonly court?: Court;
  readonly calendar?: WorkingCalendar;
  /** When it opens, by the clock in Shanghai. */
  readonly at?: string;
  /** Left out: the first stage opens with the obligation. */
  readonly isFirstOpened?: false;
}

/**
 * An obligation played in memory: whoever plays says what is done when, and every rung that comes meanwhile fires at its own instant.
 * All times are as the clock in Shanghai shows them.
 */
export class Play {
  readonly court: Court;
  calendar: WorkingCalendar;
  outages: Outage[] = [];
  /** Other incidents that a merge may name. */
  incidents = new Map<string, OtherIncident>();
  /** Whether accountability rules are in force (row 17). */
  rulesInForce = true;
  /** By which duty launch files begin inquiries. */
  inquiryDuty: InquiryDuty | undefined;
  state: ObligationState;
  readonly entries: ObligationEntry[] = [];
  private inputs = 0;

  /** Opens the obligation, and the first of its stages unless told which. */
  constructor(
    brief: ObligationBrief,
    { court = new Court(), calendar = china, at = '2026-10-09 09:00', isFirstOpened }: Setting = {},
  ) {
    this.court = court;
    this.calendar = calendar;
    this.state = newObligation(brief);
    const [first] = brief.duty.stages;
    if (first && isFirstOpened !== false) this.step(at, { kind: 'open-stage', stage: first.name });
  }

  /** A step of the procedure; answers the code of a refusal. */
  step(at: string, step: Without<ObligationInput, 'id' | 'at'>): string | null {
    return this.stepAt(shanghai(at), step);
  }

  /** The same at an instant. */
  stepAt(at: Instant, step: Without<ObligationInput, 'id' | 'at'>): string | null {
    return this.take({ ...step, id: this.nextId(), at } as ObligationInput);
  }

  /** A command of an officer; answers the code of its refusal, or null. */
  tell(
    at: string,
    officer: string,
    command: Said | SaidOfIncident | SaidOfInquiry,
    asClerk = false,
  ): string | null {
    return this.take({
      ...command,
      id: this.nextId(),
      at: shanghai(at),
      actor: { officer, asClerk },
    } as ObligationInput);
  }

  /** Lets time pass up to and including an instant, every rung firing at its own. */
  until(at: string): this {
    this.passTo(shanghai(at));
    return this;
  }

  /** Nothing runs until an instant; then all that was missed is settled at once, as after an outage that nobody measured. */
  sleepTo(at: string): this {
    this.settle([], shanghai(at));
    return this;
  }

  /** No command can be taken, and nothing is settled, from one instant to another. */
  outage(from: string, to: string): this {
    this.passTo(plusMs(shanghai(from), -1));
    this.outages = [...this.outages, { from: shanghai(from), to: shanghai(to) }];
    return this.sleepTo(to);
  }

  get facts(): ObligationFacts {
    return {
      organisation: this.court.organisation(),
      calendar: this.calendar,
      outages: this.outages,
      incidents: this.incidents,
      rulesInForce: this.rulesInForce,
      ...(this.inquiryDuty ? { inquiryDuty: this.inquiryDuty } : {}),
    };
  }

  stage(name?: string): StageState {
    const found = this.state.stages.find((stage) => name === undefined || stage.definition.name === name);
    if (found === undefined) throw new Error(`no stage ${name} has been opened`);
    return found;
  }

  /** The only party of the first stage, or the one that is named. */
  party(id?: string): PartyState {
    const { parties } = this.stage();
    const found = id === undefined ? [...parties.values()][0] : parties.get(id);
    if (found === undefined) throw new Error(`no party ${id}`);
    return found;
  }

  /** Due instant and the rungs still to come of a party's clock, to the minute. */
  plan(id?: string): { due: string; rungs: string[] } | null {
    const { clock } = this.party(id);
    return (
      clock && {
        due: inShanghai(clock.due),
        rungs: clock.rungs.map((rung) => `${rung.name} ${inShanghai(rung.at)}`),
      }
    );
  }

  of<K extends ObligationEntry['kind']>(kind: K): Extract<ObligationEntry, { kind: K }>[] {
    return this.entries.filter((entry) => entry.kind === kind) as Extract<ObligationEntry, { kind: K }>[];
  }

  last<K extends ObligationEntry['kind']>(kind: K): Extract<ObligationEntry, { kind: K }> {
    const found = this.of(kind).at(-1);
    if (found === undefined) throw new Error(`no entry ${kind}`);
    return found;
  }

  /** Each rung that fired: when, which, and whom it reached. */
  firings(): string[] {
    return this.of('rung-fired').map((entry) => firingText(entry));
  }

  private take(input: ObligationInput): string | null {
    this.passTo(plusMs(input.at, -1));
    const [answer] = this.settle([input], input.at) as [Answer];
    return answer.accepted ? null : answer.refusal.code;
  }

  /** Lets time pass up to and including an instant. */
  passTo(instant: Instant): void {
    for (;;) {
      const wake = obligationMachine.wake(this.state);
      if (wake === null || wake > instant) return;
      this.settle([], wake);
    }
  }

  private settle(inputs: readonly ObligationInput[], now: Instant): readonly Answer[] {
    const since = this.entries.at(-1)?.at ?? null;
    const { state, entries, answers } = settle(obligationMachine, this.state, inputs, now, this.facts, since);
    this.state = state;
    this.entries.push(...entries.map(({ entry }) => entry));
    return answers;
  }

  private nextId(): string {
    this.inputs += 1;
    return `input-${this.inputs}`;
  }
}

const firingText = ({ at, body }: StageEntryOf<'rung-fired'>): string => {
  const told = body.told.map(({ officer, as }) => (as === 'owner' ? officer : `${officer} (${as})`));
  return [`${inShanghai(at)} ${body.rung}`, ...(told.length > 0 ? [`-> ${told.join(', ')}`] : [])].join(' ');
};
