import type { Caller } from '../auth/caller.js';
import { forbidden } from '../common/problem/problem.js';

/**
 * A calendar concerns every unit that follows it.
 *
 * @throws Problem 403
 */
export function requireAdministratorOf(caller: Caller, calendarId: string): void {
  const { organisation, at } = caller;
  const following = organisation
    .unitIds(at)
    .filter((id) =>
      [organisation.unit(id, at), ...organisation.plannedUnits(id, at)].some(
        (unit) => unit?.calendarId === calendarId,
      ),
    );
  if (!following.every((unitId) => caller.holds(['administrator'], unitId)))
    throw forbidden('Only an administrator of every unit that follows this calendar may change it.');
}
