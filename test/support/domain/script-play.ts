import { setImmediate as breathe } from 'node:timers/promises';
import { inRound } from '../../../libs/contracts/names.js';
import { obligationMachine } from '../../../libs/domain/obligation/machine.js';
import { trackedStages } from '../../../libs/domain/duty/tracking.js';
import type { ObligationBrief } from '../../../libs/domain/obligation/obligation.js';
import type { InquiryProgress } from '../../../libs/domain/inquiry/inquiry.js';
import { progressOf } from '../../../libs/domain/obligation/progress.js';
import type { StageOutcome } from '../../../libs/domain/stage/state.js';
import { plusMs, type Instant } from '../../../libs/domain/time.js';
import type { Procedure, Script } from '../../../workflows/procedures/procedure.js';
import { inShanghai, shanghai } from './calendars.js';
import { Play, type Said, type SaidOfIncident, type SaidOfInquiry, type Setting } from './play.js';

/** An obligation played in memory with the script that carries it: stages open and close as its workflow would have it. */
export class ScriptPlay {
  readonly play: Play;
  private readonly waiting: { readonly name: string; readonly go: (outcome: StageOutcome) => void }[] = [];
  /** When it was opened. */
  private at: Instant = '';
  private untils: { readonly isSo: (inquiry: InquiryProgress) => boolean; readonly go: () => void }[] = [];

  private constructor(
    private readonly brief: ObligationBrief,
    setting: Setting,
  ) {
    this.play = new Play(brief, { ...setting, isFirstOpened: false });
  }

  static async of(brief: ObligationBrief, script: Script, setting: Setting = {}): Promise<ScriptPlay> {
    const playing = new ScriptPlay(brief, setting);
    playing.at = shanghai(setting.at ?? '2026-10-09 09:00');
    void script(playing.procedure()).then((result) => playing.step({ kind: 'close', result }));
    await playing.goOn();
    return playing;
  }

  async until(at: string): Promise<this> {
    await this.passTo(shanghai(at));
    return this;
  }

  /** A command of an officer; answers the code of its refusal, or null. */
  async tell(
    at: string,
    officer: string,
    command: Said | SaidOfIncident | SaidOfInquiry,
    asClerk = false,
  ): Promise<string | null> {
    await this.passTo(plusMs(shanghai(at), -1));
    const refusal = this.play.tell(at, officer, command, asClerk);
    await this.goOn();
    return refusal;
  }

  /** Names of the stages that are open, with when they are due. */
  open(): Record<string, string> {
    const open = this.play.state.stages.filter(({ outcome }) => outcome === null);
    return Object.fromEntries(
      open.map(({ definition, parties }) => {
        const dues = [...parties.values()].flatMap(({ clock }) => clock?.due ?? []);
        return [definition.name, inShanghai(dues.sort()[0] ?? '')];
      }),
    );
  }

  private async passTo(instant: string): Promise<void> {
    for (;;) {
      const wake = obligationMachine.wake(this.play.state);
      if (wake === null || wake > instant) return;
      this.play.passTo(wake);
      await this.goOn();
    }
  }

  /** Lets the script take whatever has come to its end. */
  private async goOn(): Promise<void> {
    for (;;) {
      await breathe();
      const { stages } = this.play.state;
      const met = this.untils.filter(({ isSo }) => isSo(this.inquiry));
      if (met.length > 0) {
        this.untils = this.untils.filter((one) => !met.includes(one));
        met.forEach(({ go }) => go());
        continue;
      }
      const index = this.waiting.findIndex(({ name }) =>
        stages.some(({ definition, outcome }) => definition.name === name && outcome !== null),
      );
      const [next] = index < 0 ? [] : this.waiting.splice(index, 1);
      const done = stages.find(({ definition }) => definition.name === next?.name);
      if (next === undefined || done?.outcome == null) return;
      next.go(done.outcome);
    }
  }

  /** A step of the script, at the instant at which what it builds on came to be. */
  private step(step: Parameters<Play['step']>[1]): void {
    if (this.play.state.closedAt === null) this.play.stepAt(this.play.entries.at(-1)?.at ?? this.at, step);
  }

  private get inquiry(): InquiryProgress {
    return progressOf(this.play.state).inquiry as InquiryProgress;
  }

  private procedure(): Procedure {
    const inquiry = (): InquiryProgress => this.inquiry;
    const { duty } = this.brief;
    const stage = (declared: string, round = 1): Promise<StageOutcome> => {
      const name = inRound(declared, round);
      this.step({ kind: 'open-stage', stage: name });
      return new Promise((go) => this.waiting.push({ name, go }));
    };
    return {
      get inquiry() {
        return inquiry();
      },
      until: (isSo) =>
        isSo(inquiry()) ? Promise.resolve() : new Promise((go) => this.untils.push({ isSo, go })),
      stages: duty.stages.map(({ name }) => name),
      tracked: trackedStages(duty),
      stage,
      all: (names) => Promise.all(names.map((name) => stage(name))),
      gather: () => Promise.resolve(),
      publish: async (name) => this.step({ kind: 'publish', stage: name }),
      openFollowUps: async (name, round = 1) =>
        this.step({ kind: 'open-follow-ups', stage: inRound(name, round) }),
    };
  }
}
