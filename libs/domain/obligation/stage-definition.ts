import type { DutyDefinition, StageDefinition } from '../duty/definition.js';
import { NEW_INCIDENT, type IncidentState } from '../incident/incident.js';
import { inquiryStage } from '../inquiry/stages.js';
import { incidentStage } from '../incident/stages.js';

/**
 * A stage as the duty declares it; of an incident as it opens now.
 *
 * @throws Error where the duty has none of this name
 */
export function stageDefinitionOf(
  duty: DutyDefinition,
  incident: IncidentState | undefined,
  name: string,
): StageDefinition {
  const definition =
    duty.procedure === 'incident'
      ? incidentStage(duty, incident ?? NEW_INCIDENT, name)
      : duty.procedure === 'inquiry'
        ? inquiryStage(duty, name)
        : duty.stages.find((stage) => stage.name === name);
  if (definition === undefined) throw new Error(`duty ${duty.key} declares no stage "${name}"`);
  return definition;
}
