import type { DutyDefinition, PartyRule } from '../duty/definition.js';
import type { Organisation, UnitId } from '../organisation/organisation.js';
import { actsThroughOf, partiesOf } from '../stage/opening.js';
import type { Instant } from '../time.js';

/** A duty with how often it opens in a year; null where it is opened by hand, whenever it happens. */
export interface RecurringDuty {
  readonly duty: DutyDefinition;
  readonly openingsAYear: number | null;
}

/** What one duty costs one holder of a role. */
export interface DutyEffort {
  readonly duty: string;
  /** Minutes a month on the average of the year; null where it is opened by hand. */
  readonly minutesAMonth: number | null;
  /** Minutes each time. */
  readonly minutesEach: number;
}

/** What duties cost one holder of a role; a role is a kind of post. */
export interface RoleEffort {
  readonly role: string;
  /** How many posts of the role owe something. */
  readonly posts: number;
  /** All duties that recur, added up. */
  readonly minutesAMonth: number;
  readonly duties: readonly DutyEffort[];
}

/**
 * What the duties of a unit cost each role, as their stages declare it (`effortMinutes`): by role, the dearest first. A body's work is
 * done by its secretary, and who holds what is asked at `at`. A role that owes a stage in several posts of which one person holds two counts each.
 */
export function effortByRole(
  duties: readonly RecurringDuty[],
  organisation: Organisation,
  unitId: UnitId,
  at: Instant,
): RoleEffort[] {
  const roles = new Map<string, { posts: Set<string>; minutesOf: Map<string, number> }>();
  for (const { duty } of duties) {
    for (const { parties, effortMinutes = 0 } of duty.stages) {
      if (effortMinutes === 0) continue;
      for (const [role, posts] of rolesOf(organisation, parties, unitId, at)) {
        const found = roles.get(role) ?? { posts: new Set(), minutesOf: new Map<string, number>() };
        roles.set(role, found);
        for (const post of posts) found.posts.add(post);
        found.minutesOf.set(duty.key, (found.minutesOf.get(duty.key) ?? 0) + effortMinutes);
      }
    }
  }
  const openings = new Map(duties.map(({ duty, openingsAYear }) => [duty.key, openingsAYear]));
  return [...roles]
    .map(([role, { posts, minutesOf }]) => {
      let minutesAYear = 0;
      const efforts = [...minutesOf].map(([duty, minutesEach]) => {
        const openingsAYear = openings.get(duty) ?? null;
        if (openingsAYear === null) return { duty, minutesAMonth: null, minutesEach };
        minutesAYear += minutesEach * openingsAYear;
        return { duty, minutesAMonth: rounded((minutesEach * openingsAYear) / 12), minutesEach };
      });
      return { role, posts: posts.size, minutesAMonth: rounded(minutesAYear / 12), duties: efforts };
    })
    .sort((a, b) => b.minutesAMonth - a.minutesAMonth || (a.role < b.role ? -1 : 1));
}

const rounded = (minutes: number): number => Math.round(minutes * 10) / 10;

function rolesOf(
  organisation: Organisation,
  rule: PartyRule,
  unitId: UnitId,
  at: Instant,
): Map<string, string[]> {
  const roles = new Map<string, string[]>();
  // What concerns one department may concern any of them.
  const owners =
    'headOf' in rule
      ? unitsBelow(organisation, unitId, at).flatMap((id) => partiesOf(organisation, rule, id, at))
      : partiesOf(organisation, rule, unitId, at);
  for (const owner of owners) {
    const post = organisation.post(actsThroughOf(owner)[0] ?? '', at);
    if (post) roles.set(post.kind, [...(roles.get(post.kind) ?? []), post.id]);
  }
  return roles;
}

const unitsBelow = (organisation: Organisation, unitId: UnitId, at: Instant): UnitId[] =>
  organisation.unitIds(at).filter((id) => id !== unitId && organisation.isWithin(id, unitId, at));
