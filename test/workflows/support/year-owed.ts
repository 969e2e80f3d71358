import type { StageDefinition } from '../../../libs/domain/duty/definition.js';
import type { Organisation } from '../../../libs/domain/organisation/organisation.js';
import { partiesOf } from '../../../libs/domain/stage/opening.js';
import type { Conduct, PlanYearOptions } from './plan-year.js';
import type { StagePlan, YearPeriod } from './year-outlook.js';

/** A stage that opens in the year for one party, with what the previews say of it. */
export interface Owed {
  readonly subject: string;
  readonly stage: string;
  readonly party: string;
  readonly conduct: Conduct;
  readonly plans: readonly StagePlan[];
}

export const keyOf = ({ subject, stage, party }: Owed): string => `${subject} ${stage}/${party}`;

/** What is owed in a period, where everybody keeps to the script. */
export function owedIn(
  { brief, from, stages }: YearPeriod,
  organisation: Organisation,
  conductOf: PlanYearOptions['conductOf'],
): Owed[] {
  const subject = `obligation/${brief.id}.${from}`;
  const partiesIn = ({ parties }: StageDefinition): string[] =>
    partiesOf(organisation, parties, 'court', from).map(({ id }) => id);
  const isStuck = (stage: StageDefinition): boolean =>
    partiesIn(stage).every((party) => conductOf(party, from) === 'silent');
  // A stage opens after one that somebody fulfilled.
  const stuckAt = brief.duty.stages.findIndex(isStuck);
  const opened = stuckAt < 0 ? brief.duty.stages : brief.duty.stages.slice(0, stuckAt + 1);
  return opened.flatMap((stage) =>
    partiesIn(stage).map((party) => ({
      subject,
      stage: stage.name,
      party,
      conduct: conductOf(party, from),
      plans: stages.get(stage.name) ?? [],
    })),
  );
}
