import type { ProcedureName } from '../domain/duty/definition.js';

/**
 * The stages that a procedure asks for by name, in order: a duty that names the procedure declares them all. `duty` takes
 * whatever stages its definition lists.
 */
export const STAGES_OF_PROCEDURE = {
  'topic-study': ['agenda', 'meeting', 'minutes', 'confirmation'],
  bulletin: ['draft', 'sign-off', 'issue', 'acknowledgement'],
  duty: [],
} as const satisfies Readonly<Record<ProcedureName, readonly string[]>>;
