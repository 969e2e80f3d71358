import type { Organisation } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import type { Trial } from './context.js';
import type { Told } from './entries.js';
import type { Firing } from './fire.js';

export const isOnTrial = (trial: Trial | undefined, at: Instant): trial is Trial =>
  trial !== undefined && at <= trial.until;

/**
 * What a rung brings while its duty is on trial: the same course, but it tells only whoever acts in the office, nobody where that post is
 * vacant, and opens no launch file. Nobody above counts as told, so that what still runs afterwards reaches them.
 */
export function asTrial(firing: Firing, { office }: Trial, organisation: Organisation, at: Instant): Firing {
  const { launch: _, passed, ...course } = firing;
  const officer = organisation.actingIn(office, at);
  const told: Told[] = officer === undefined ? [] : [{ officer, post: office, as: 'office' }];
  // A review passes on as ever, so whom it passed over is part of its course.
  return { ...course, told, passed: course.passesTo === undefined ? [] : passed, trial: true };
}
