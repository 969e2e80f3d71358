import type { Organisation, UnitId } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import type { BranchFinder } from '../../../libs/figures/read-figures.js';

/** Finds the unit that is meant by its id or by its title, among `unitId` and those below it at `at`. */
export function branchesOf(organisation: Organisation, unitId: UnitId, at: Instant): BranchFinder {
  const units = organisation.unitsAt(at).filter(({ id }) => organisation.isWithin(id, unitId, at));
  const ids = new Set(units.map(({ id }) => id));
  const byTitle = new Map<string, Set<UnitId>>();
  for (const { id, title } of units) {
    for (const name of [title.zh, title.en])
      byTitle.set(name, (byTitle.get(name) ?? new Set<UnitId>()).add(id));
  }
  return (text) => {
    if (ids.has(text)) return { id: text };
    const [id, ...others] = byTitle.get(text) ?? [];
    if (id === undefined) return { detail: 'must be the id or title of a unit for which this is owed' };
    return others.length === 0 ? { id } : { detail: 'is the title of several units: write the id' };
  };
}
