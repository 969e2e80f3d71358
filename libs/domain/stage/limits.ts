import { distance } from '../calendar/arithmetic.js';
import { refuse, type Refusal } from '../subject/machine.js';
import { instantFrom, msBetween, type Instant } from '../time.js';
import type { Target } from './target.js';

/** A deadline that may be set, and by how many working days it puts the present one off. */
export interface Extension {
  readonly until: Instant;
  readonly workingDays: number;
}

type Refused = { readonly refusal: Refusal };

/** Whether the party's deadline may be put off to `until`: later than now and than the present one, within the limit. */
export function extensionTo(target: Target, until: string): Extension | Refused {
  const { party, at } = target;
  const instant = instantFrom(until);
  if (instant === null) return refuse('date-invalid', 'The new deadline must be an instant that exists.');
  if (instant <= at) return refuse('date-in-the-past', 'The new deadline must lie in the future.');
  const present = party.clock?.due ?? party.firstDue;
  if (instant <= present) {
    return refuse('not-an-extension', 'The new deadline must be later than the present one.');
  }
  return withinLimit(target, present, instant);
}

/**
 * What putting a deadline off from `from` to `until` costs, where the policy allows it: no more often, and by no more working days in
 * all, than it says. Days that a suspension, a review or an outage took are not the party's, so each deadline that was put off counts
 * for itself.
 */
export function withinLimit(target: Target, from: Instant, until: Instant): Extension | Refused {
  const { party, context, facts } = target;
  const { maxExtensions, maxExtensionWorkingDays } = context.policy;
  if (party.extensions >= maxExtensions) {
    return refuse(
      'extension-limit',
      `The deadline has been put off ${party.extensions} times; ${maxExtensions} is the limit.`,
    );
  }
  // Compared before counting working days: a date centuries away is refused without walking through them.
  const isAbsurd = msBetween(from, until) / 86_400_000 > maxExtensionWorkingDays * 7 + 60;
  const workingDays = isAbsurd ? Infinity : distance(facts.calendar, from, until, 'workingDays');
  if (party.extendedWorkingDays + workingDays > maxExtensionWorkingDays) {
    return refuse(
      'extension-limit',
      `The deadline may be put off by ${maxExtensionWorkingDays} working days in all; ` +
        `${maxExtensionWorkingDays - party.extendedWorkingDays} are left.`,
    );
  }
  return { until, workingDays };
}
