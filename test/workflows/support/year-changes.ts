import type { CalendarDay } from '../../../libs/domain/calendar/calendar-version.js';
import { plusDays } from '../../../libs/domain/calendar/plain-date.js';
import type { CycleBrief } from '../../../libs/domain/cycle/cycle.js';
import { calendarChange } from '../../../libs/domain/dispatch/briefs.js';
import { instantOf } from '../../../libs/domain/time.js';
import { calendarSubject } from '../../../libs/records/configuration/changes.js';
import { record } from '../../../libs/records/configuration/record.js';
import type { World } from './world.js';

/** The first responsible person of the court, and its administrator. */
const [APPROVER, ADMINISTRATOR] = ['shen-mingqian', 'kong-yi'];

/** A cycle gets another rule from a date on: the administrator proposes it, and the first responsible person approves. */
export async function changeRule(
  world: World,
  { id, duty, calendarId, policy }: CycleBrief,
  rule: string,
  from: string,
): Promise<void> {
  const subject = await world.propose({
    id: `cycle.${id}.1`,
    n: 1,
    target: { kind: 'cycle', id },
    unitId: 'court',
    calendarId,
    title: duty.title,
    from,
    terms: { rule },
    inFlight: 'untouched',
    touchesFloor: false,
    approver: 'secretary',
    policy,
    reason: 'e'.repeat(64),
    proposedBy: ADMINISTRATOR,
  });
  await world.act(subject, APPROVER, 'decide-change', {
    actor: APPROVER,
    asAdministrator: false,
    approve: true,
    reason: null,
  });
}

/** The official list of the year gets other days for what is left of it, and everything open that counts by the calendar is told. */
export async function publishHolidays(
  world: World,
  year: number,
  days: readonly CalendarDay[],
): Promise<void> {
  const at = instantOf(await world.now());
  const body = { year, from: at.slice(0, 10), days };
  const version = await world.dataSource.transaction(async (manager) => {
    const change = { kind: 'calendar-year-set', body, at, actor: ADMINISTRATOR } as const;
    return (await record(manager, calendarSubject('china'), change)).seq;
  });
  await world.dispatch(calendarChange('china', version));
}

/** Days off in a row. */
export const daysOff = (from: string, count: number, name: string): CalendarDay[] =>
  Array.from({ length: count }, (_, index) => ({ date: plusDays(from, index), working: false, name }));
