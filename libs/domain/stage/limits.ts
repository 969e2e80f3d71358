import { distance } from '../calendar/arithmetic.js';
import { refuse, type Refusal } from '../subject/machine.js';
import type { Instant } from '../time.js';
import type { Target } from './target.js';

/**
 * Whether the party's deadline may be put off to `until`: later than now and than the present one, not more often and
 * not by more working days in all than the policy allows.
 */
export function withinExtensionLimit(target: Target, until: Instant): { refusal: Refusal } | null {
  const { party, context, facts, at } = target;
  const { maxExtensions, maxExtensionWorkingDays } = context.policy;
  if (until <= at) return refuse('date-in-the-past', 'The new deadline must lie in the future.');
  if (party.clock?.of === 'owner' && until <= party.clock.due) {
    return refuse('not-an-extension', 'The new deadline must be later than the present one.');
  }
  if (party.extensions >= maxExtensions) {
    return refuse(
      'extension-limit',
      `The deadline has been put off ${party.extensions} times; ${maxExtensions} is the limit.`,
    );
  }
  // Compared before counting working days: a date centuries away is refused without walking through them.
  const calendarDays = (Date.parse(until) - Date.parse(party.firstDue)) / 86_400_000;
  const isAbsurd = calendarDays > maxExtensionWorkingDays * 7 + 60;
  if (isAbsurd || distance(facts.calendar, party.firstDue, until, 'workingDays') > maxExtensionWorkingDays) {
    return refuse(
      'extension-limit',
      `The deadline may be put off by ${maxExtensionWorkingDays} working days in all, counted from the first one.`,
    );
  }
  return null;
}
