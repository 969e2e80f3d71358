import { setImmediate as breathe } from 'node:timers/promises';
import { inRound } from '../../../libs/contracts/names.js';
import { obligationMachine } from '../../../libs/domain/obligation/machine.js';
import { trackedStages } from '../../../libs/domain/duty/tracking.js';
import type { ObligationBrief } from '../../../libs/domain/obligation/obligation.js';
import type { StageOutcome } from '../../../libs/domain/stage/state.js';
import { plusMs } from '../../../libs/domain/time.js';
import type { Procedure, Script } from '../../../workflows/procedures/procedure.js';
import { inShanghai, shanghai } from './calendars.js';
import { Play, type Said, type SaidOfIncident, type Setting } from './play.js';

/** An obligation played in memory with the script that carries it: stages open and close as its workflow would have it. */
export class ScriptPlay {
  readonly play: Play;
  private readonly waiting: { readonly name: string; readonly go: (outcome: StageOutcome) => void }[] = [];

  private constructor(
    private readonly brief: ObligationBrief,
    setting: Setting,
  ) {
    this.play = new Play(brief, { ...setting, isFirstOpened: false });
  }

  static async of(brief: ObligationBrief, script: Script, setting: Setting = {}): Promise<ScriptPlay> {
    const playing = new ScriptPlay(brief, setting);
    playing.step(
      { kind: 'open-stage', stage: brief.duty.stages[0]?.name ?? '' },
      setting.at ?? '2026-10-09 09:00',
    );
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
    command: Said | SaidOfIncident,
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
      const index = this.waiting.findIndex(({ name }) =>
        stages.some(({ definition, outcome }) => definition.name === name && outcome !== null),
      );
      const [next] = index < 0 ? [] : this.waiting.splice(index, 1);
      const done = stages.find(({ definition }) => definition.name === next?.name);
      if (next === undefined || done?.outcome == null) return;
      next.go(done.outcome);
    }
  }

  private step(step: Parameters<Play['step']>[1], at?: string): void {
    const { state } = this.play;
    if (state.closedAt === null)
      this.play.stepAt(at === undefined ? (this.play.entries.at(-1)?.at ?? '') : shanghai(at), step);
  }

  private procedure(): Procedure {
    const { duty } = this.brief;
    const stage = (declared: string, round = 1): Promise<StageOutcome> => {
      const name = inRound(declared, round);
      this.step({ kind: 'open-stage', stage: name });
      return new Promise((go) => this.waiting.push({ name, go }));
    };
    return {
      stages: duty.stages.map(({ name }) => name),
      tracked: trackedStages(duty),
      stage,
      all: (names, round) => Promise.all(names.map((name) => stage(name, round))),
      gather: () => Promise.resolve(),
      publish: async (name) => this.step({ kind: 'publish', stage: name }),
      openFollowUps: async (name, round = 1) =>
        this.step({ kind: 'open-follow-ups', stage: inRound(name, round) }),
    };
  }
}
