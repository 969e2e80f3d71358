import type { DueRule, DutyDefinition, OffsetSpec, StageDefinition } from '../duty/definition.js';
import { addOffset } from '../calendar/arithmetic.js';
import type { WorkingCalendar } from '../calendar/calendar.js';
import { offsetOf } from '../duty/offset.js';
import type { Instant } from '../time.js';
import type { IncidentState } from './incident.js';
import { roundOf } from './rounds.js';
import { withinOf } from './severity.js';

/** Where the first report is looked at and given its severity. */
export const TRIAGE = 'triage';
/** The causes and the measures; each measure is tracked. */
export const REVIEW = 'review';
/** The window in which a resolved incident may be reopened. */
export const REOPENING = 'reopening';

/**
 * A stage of an incident as it opens now: its time follows from the severity (the gravest, as long as nobody has said), what
 * those owe who owe the triage is owed by whoever commands, and after a reopening time counts from then.
 *
 * @param duty a duty of the procedure `incident`
 */
export function incidentStage(
  duty: DutyDefinition,
  incident: IncidentState,
  name: string,
): StageDefinition | undefined {
  const { stage, round } = roundOf(name);
  const declared = duty.stages.find((one) => one.name === stage);
  if (declared === undefined) return undefined;
  const command = incident.commands.at(-1);
  return {
    ...declared,
    name,
    due: dueOf(declared.due, withinOf(severityOf(duty, incident.severity), stage), round),
    ...(command !== undefined && isOwedByCommand(duty, declared)
      ? { parties: { named: [{ kind: 'post', id: command.post }] } }
      : {}),
  };
}

/** The row of the duty's table; without a name the first, which is the gravest. */
export const severityOf = ({ severities = [] }: DutyDefinition, name: string | null) =>
  name === null ? severities[0] : severities.find((severity) => severity.name === name);

/** Whoever owes the triage commands until command is handed over. */
const isOwedByCommand = ({ stages }: DutyDefinition, { parties }: StageDefinition): boolean =>
  isDeepEqual(parties, stages.find(({ name }) => name === TRIAGE)?.parties);

const isDeepEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** By the time that the severity gives, where it gives any. */
function dueOf(due: DueRule, within: OffsetSpec | undefined, round: number): DueRule {
  if ('at' in due) return due;
  return { from: round === 1 ? due.from : 'stage-opening', offset: within ?? due.offset };
}

/**
 * Where triage came so late that a clock would be due before it begins, its time counts from its beginning: an incident does not wait for
 * days as other duties may that open late.
 */
export function dueAhead(
  definition: StageDefinition,
  {
    brief,
    openedAt,
  }: { readonly brief: { readonly duty: DutyDefinition }; readonly openedAt: Instant | null },
  calendar: WorkingCalendar,
  at: Instant,
): StageDefinition {
  const { due } = definition;
  if (brief.duty.procedure !== 'incident' || openedAt === null || 'at' in due || due.from !== 'opening')
    return definition;
  const isPassed = addOffset(calendar, openedAt, offsetOf(due.offset)) <= at;
  return isPassed ? { ...definition, due: { from: 'stage-opening', offset: due.offset } } : definition;
}
