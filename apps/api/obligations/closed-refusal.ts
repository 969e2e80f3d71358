import { Problem, refused } from '../common/problem/problem.js';

const CLOSED: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  fulfilled: ['already-fulfilled', 'This was fulfilled already, and is closed.'],
  waived: ['already-waived', 'This was waived, and is closed.'],
  lapsed: [
    'already-lapsed',
    'The last rung has fired and a lapse is on record: what is done now belongs in the file that it opened.',
  ],
  'window-closed': ['window-closed', 'The time for back-filling this has passed.'],
  merged: ['merged', 'This was merged into another incident, which goes on.'],
  'nobody-owed': ['obligation-closed', 'Nobody owed this, and it is closed.'],
};

/** Whether a command was refused because the subject takes none any more, or not yet. */
export const saysThatNothingRuns = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'not-running' || error.code === 'obligation-closed');

/** Refuses a command to an obligation that is closed by how it ended; undefined for one that is open. */
export function closedRefusal(status: string): Problem | undefined {
  const found = CLOSED[status];
  return found && refused(...found);
}
