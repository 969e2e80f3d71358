import { runObligation } from './obligation.js';
import { incident } from './procedures/incident.js';

/** An incident of the institution's own channels, publications, systems or work. */
export function incidentWorkflow(subject: string): Promise<void> {
  return runObligation(subject, incident);
}
