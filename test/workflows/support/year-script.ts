import type { Conduct, YearChange } from './plan-year.js';
import { changeRule, daysOff, publishHolidays } from './year-changes.js';

/** The year after this one, once 2027 has begun: the server's clock only goes forward. */
export const year = Math.max(2027, new Date().getUTCFullYear() + 1);

/** Who acts, and when; everybody else is silent. The leading group and its secretary act until the summer. */
const CONDUCT: Readonly<Record<string, Conduct>> = {
  'leading-group': 'early',
  secretary: 'late',
  'vice-president-civil': 'early',
  'political-director': 'late',
  'office-head': 'late',
  'branch-1-secretary': 'early',
  'branch-1-member-1': 'early',
  'branch-1-member-2': 'late',
  'branch-1-member-3': 'early',
  'branch-1-member-4': 'late',
  'branch-1-member-5': 'late',
};
const ACT_UNTIL_SUMMER: readonly string[] = ['leading-group', 'secretary'];

export function conductOf(party: string, periodFrom: string): Conduct {
  const hasStopped = ACT_UNTIL_SUMMER.includes(party) && periodFrom >= `${year}-07-01`;
  return (hasStopped ? undefined : CONDUCT[party]) ?? 'silent';
}

/** The cycle that is changed in June with effect from July: quarterly lectures become monthly ones. */
export const LECTURES = 'court.lectures';
export const CHANGED_AT = `${year}-06-15T03:00:00.000Z`;
export const PUBLISHED_AT = `${year}-11-05T03:00:00.000Z`;
export const CHANGES: readonly YearChange[] = [
  {
    at: CHANGED_AT,
    async make({ world, outlook }) {
      const cycle = outlook.cycles.find(({ brief }) => brief.id === LECTURES);
      if (cycle) await changeRule(world, cycle.brief, 'FREQ=MONTHLY', `${year}-07-01`);
    },
  },
  {
    at: PUBLISHED_AT,
    make: ({ world }) => publishHolidays(world, year, daysOff(`${year}-12-13`, 3, '新公布的假日')),
  },
];
