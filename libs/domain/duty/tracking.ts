import type { DutyDefinition, ProcedureName, StageDefinition } from './definition.js';

/** Procedures whose stages have fixed names open follow-ups of these alone; any other, of the stages that declare it. */
const TRACKED_BY_NAME: Readonly<Partial<Record<ProcedureName, readonly string[]>>> = {
  'topic-study': ['minutes'],
  bulletin: [],
  incident: ['review'],
  inquiry: ['decision'],
};

/** Whether the duty's procedure makes decisions handed in with the stage obligations of their own. */
export const tracks = (
  { procedure }: Pick<DutyDefinition, 'procedure'>,
  { name, tracksDecisions }: Pick<StageDefinition, 'name' | 'tracksDecisions'>,
): boolean => TRACKED_BY_NAME[procedure]?.includes(name) ?? tracksDecisions === true;

/** Names of the stages whose decisions are tracked. */
export const trackedStages = (duty: Pick<DutyDefinition, 'procedure' | 'stages'>): string[] =>
  duty.stages.filter((stage) => tracks(duty, stage)).map(({ name }) => name);
