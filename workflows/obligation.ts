import { ApplicationFailure, condition, proxyActivities } from '@temporalio/workflow';
import { FAILURES, type Activities } from '../libs/contracts/activities.js';
import { inRound } from '../libs/contracts/names.js';
import type { InquiryProgress } from '../libs/domain/inquiry/inquiry.js';
import type { StageOutcome } from '../libs/domain/stage/state.js';
import type { Procedure, Script } from './procedures/procedure.js';
import { runSubject } from './runner.js';
import type { SubjectRun } from './subject-run.js';

const { gatherFacts } = proxyActivities<Pick<Activities, 'gatherFacts'>>({
  startToCloseTimeout: '2m',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
  summary: 'gathers facts from the ledger',
});

/** Carries an obligation through its procedure, to its close. */
export async function runObligation(subject: string, script: Script): Promise<void> {
  await runSubject(subject, 'obligation', async (run) => {
    // A command may end it too, such as a merge into another incident.
    await Promise.race([carryThrough(run, script), condition(() => run.progress.closed)]);
    return 'complete';
  });
}

async function carryThrough(run: SubjectRun<'obligation'>, script: Script): Promise<void> {
  if (run.progress.closed) return;
  const result = await script(new DurableProcedure(run));
  // Whoever it was done for on behalf may still be asked: that clock is the last to run.
  await condition(() => !run.progress.awaitsConfirmation);
  await run.step({ id: 'step:close', kind: 'close', result });
}

/** A procedure whose steps are in the ledger: what has been done in an earlier run is not done again. */
class DurableProcedure implements Procedure {
  constructor(private readonly run: SubjectRun<'obligation'>) {}

  get stages(): readonly string[] {
    return this.run.progress.stages;
  }

  get inquiry(): InquiryProgress {
    const { inquiry } = this.run.progress;
    if (inquiry === undefined) {
      const message = `${this.run.subject} is no inquiry, as its procedure asks for`;
      throw ApplicationFailure.nonRetryable(message, FAILURES.undeclaredStage);
    }
    return inquiry;
  }

  async until(isSo: (inquiry: InquiryProgress) => boolean): Promise<void> {
    await condition(() => isSo(this.inquiry));
  }

  get tracked(): readonly string[] {
    return this.run.progress.tracked ?? [];
  }

  async stage(declared: string, round = 1): Promise<StageOutcome> {
    if (!this.stages.includes(declared)) {
      const message = `${this.run.subject}: its duty declares no stage "${declared}", which its procedure asks for`;
      throw ApplicationFailure.nonRetryable(message, FAILURES.undeclaredStage);
    }
    const name = inRound(declared, round);
    if (this.outcomeOf(name) === undefined) {
      await this.run.step({ id: `step:open-stage:${name}`, kind: 'open-stage', stage: name });
      await condition(() => this.outcomeOf(name) !== undefined);
    }
    return this.outcomeOf(name) as StageOutcome;
  }

  all(names: readonly string[]): Promise<StageOutcome[]> {
    return Promise.all(names.map((name) => this.stage(name)));
  }

  async gather(name: string): Promise<void> {
    if (this.run.progress.kept.includes(name)) return;
    const { document } = await gatherFacts({ subject: this.run.subject });
    await this.run.step({ id: `step:keep:${name}`, kind: 'keep', name, document });
  }

  async publish(stage: string): Promise<void> {
    if (this.run.progress.published.includes(stage)) return;
    await this.run.step({ id: `step:publish:${stage}`, kind: 'publish', stage });
  }

  async openFollowUps(declared: string, round = 1): Promise<void> {
    const stage = inRound(declared, round);
    if (this.run.progress.followedUp.includes(stage)) return;
    await this.run.step({ id: `step:open-follow-ups:${stage}`, kind: 'open-follow-ups', stage });
  }

  private outcomeOf(name: string): StageOutcome | undefined {
    return this.run.progress.outcomes[name];
  }
}
