import type { ObligationResult } from '../../libs/domain/obligation/obligation.js';
import type { Procedure, Script } from './procedure.js';

/**
 * An accountability inquiry (责任追究): a launch file of facts; the competent principal decides whether to launch; a group whose members have
 * no conflict; notice; the file opened; a statement (a right); draft facts to comment on (a right); a signed report; a reasoned decision of
 * the competent body; service and filings beside an appeal (a right); rectification; closure. Silence of whoever owes a step never takes
 * the step: it is asked for again, of the post above. Silence of whoever has a right is silence.
 */
export const inquiry: Script = async (inquiry): Promise<ObligationResult> => {
  const steps = new Steps(inquiry);
  await inquiry.gather('facts');
  await steps.insist('launch-decision');
  if (inquiry.inquiry.launched !== 'launch') return 'fulfilled';
  await steps.insist('group');
  await Promise.all([investigate(inquiry, steps), keepGroup(inquiry, steps)]);
  await steps.insist('decision');
  await steps.insist('service');
  await inquiry.openFollowUps('decision');
  await Promise.all([file(inquiry, steps), appeal(inquiry, steps)]);
  await steps.insist('closure');
  return 'fulfilled';
};

/** From the notice to the report. Before each step the group is complete, and every member has attested that there is no conflict. */
async function investigate(inquiry: Procedure, steps: Steps): Promise<void> {
  const complete = (): Promise<void> => inquiry.until(({ isGroupComplete }) => isGroupComplete);
  await complete();
  await steps.insist('notice');
  await complete();
  await steps.insist('file-access');
  await inquiry.stage('statement');
  if (inquiry.inquiry.isHearingAsked) {
    await complete();
    await steps.insist('hearing');
    await inquiry.stage('hearing-confirmation');
  }
  await complete();
  await steps.insist('draft-facts');
  await inquiry.stage('comments');
  if (inquiry.inquiry.hasOpenComment) {
    await complete();
    await steps.insist('answers');
  }
  while (!inquiry.inquiry.isReported) {
    await complete();
    await steps.next('report');
  }
}

/** Whoever cannot take part is replaced, and whoever objects is answered, each under a clock, until the report is signed. */
async function keepGroup(inquiry: Procedure, steps: Steps): Promise<void> {
  for (;;) {
    await inquiry.until((now) => now.isReported || now.hasObjection || now.hasGap || now.hasUnattested);
    const { isReported, hasObjection, hasGap } = inquiry.inquiry;
    if (isReported) return;
    if (hasObjection) await steps.insist('objections');
    else if (hasGap) await steps.insist('substitutes');
    else await steps.next('conflicts');
  }
}

/** After a measure: announced, told to those who have to know, filed, each under its own clock (PLAN.md, "After the decision"). */
async function file(inquiry: Procedure, steps: Steps): Promise<void> {
  const { hasMeasure, filings } = inquiry.inquiry;
  if (hasMeasure) await Promise.all(filings.map((name) => steps.insist(name)));
}

/** It stops nothing else. */
async function appeal(inquiry: Procedure, steps: Steps): Promise<void> {
  await inquiry.stage('appeal');
  if (inquiry.inquiry.isAppealed) await steps.insist('appeal-decision');
}

/** Steps that may have to be asked for more than once; each time it is another stage. */
class Steps {
  private readonly rounds = new Map<string, number>();

  constructor(private readonly inquiry: Procedure) {}

  /** Opens the stage once more. */
  next(name: string): ReturnType<Procedure['stage']> {
    const round = (this.rounds.get(name) ?? 0) + 1;
    this.rounds.set(name, round);
    return this.inquiry.stage(name, round);
  }

  /** Asks for the step until nobody of those who owe it has stayed silent. */
  async insist(name: string): Promise<void> {
    for (;;) {
      const { lapsed } = await this.next(name);
      if (lapsed === 0) return;
    }
  }
}
