import { assertZone } from '../domain/calendar/zone.js';
import type { QuorumRule, Share } from '../domain/organisation/quorum.js';
import { OrganisationFile, type QuorumText } from './format/organisation-file.js';
import { shareOf } from './format/values.js';
import type { ExampleOrganisation } from './organisation.js';
import { FaultyFile, type Fault, type Path } from './source/fault.js';
import { shapeOf } from './source/shape.js';
import { YamlFile } from './source/yaml-file.js';

/**
 * Reads `organisation.yaml`.
 *
 * @throws FaultyFile with everything that is wrong, each with its line
 */
export function parseOrganisation(text: string): ExampleOrganisation {
  const file = YamlFile.read(text);
  const { value, faults } = shapeOf(OrganisationFile, file);
  // References are only worth following in lists that are sound as a whole.
  if (faults.length > 0) throw new FaultyFile(faults);
  const wrong = [...zoneFaults(file, value), ...referenceFaults(file, value), ...loopFaults(file, value)];
  if (wrong.length > 0) throw new FaultyFile(wrong);
  return {
    zone: value.zone,
    adoptingUnitId: value.adopts,
    units: parentsFirst(value).map(({ id, title, parent }) => ({
      id,
      title: { ...title },
      parentId: parent ?? null,
    })),
    posts: value.posts.map(({ id, unit, kind, title, managedBy }) => ({
      id,
      unitId: unit,
      kind,
      title: { ...title },
      managedBy: managedBy ?? null,
    })),
    bodies: value.bodies.map((body) => ({
      id: body.id,
      unitId: body.unit,
      kind: body.kind,
      title: { ...body.title },
      superiorPostId: body.superior ?? null,
      quorum: body.quorum ? quorumOf(body.quorum) : null,
    })),
    seats: value.bodies.flatMap(({ id, chair, secretary, members }) => [
      { bodyId: id, postId: chair, as: 'chair' as const },
      ...(secretary === undefined ? [] : [{ bodyId: id, postId: secretary, as: 'secretary' as const }]),
      ...members.map((postId) => ({ bodyId: id, postId, as: 'member' as const })),
    ]),
    portfolios: (value.portfolios ?? []).map(({ unit, post }) => ({ unitId: unit, postId: post })),
    channels: (value.channels ?? []).map(({ id, unit, kind, title, owner, deputy }) => ({
      id,
      unitId: unit,
      kind,
      title: { ...title },
      ownerPostId: owner,
      deputyPostId: deputy ?? null,
    })),
    officers: value.officers.map((officer) => ({
      id: officer.id,
      unitId: officer.unit,
      name: officer.name,
      email: officer.email ?? null,
      postIds: officer.posts,
      grants: (officer.roles ?? []).map(({ role, unit }) => ({ role, unitId: unit })),
      account: officer.account ? { ...officer.account } : null,
    })),
  };
}

/** The shapes have been checked. */
const quorumOf = ({ ordinary, personnel }: QuorumText): QuorumRule => ({
  ordinary: shareOf(ordinary) as Share,
  personnel: shareOf(personnel) as Share,
});

function zoneFaults(file: YamlFile, { zone }: OrganisationFile): Fault[] {
  try {
    assertZone(zone);
    return [];
  } catch (error) {
    return [file.fault(['zone'], (error as Error).message)];
  }
}

/** Ids and user names given twice, posts held by two, and names that lead nowhere. */
function referenceFaults(
  file: YamlFile,
  { adopts, units, posts, bodies, portfolios = [], channels = [], officers }: OrganisationFile,
): Fault[] {
  const faults: Fault[] = [];
  const once = (seen: Set<string>, id: string, path: Path, what: string): void => {
    if (seen.has(id)) faults.push(file.fault(path, `${what} "${id}" was there before`));
    seen.add(id);
  };
  const idsOf = (list: string, items: readonly { id: string }[], what: string): Set<string> => {
    const seen = new Set<string>();
    items.forEach(({ id }, index) => once(seen, id, [list, index, 'id'], what));
    return seen;
  };
  const unitIds = idsOf('units', units, 'unit');
  const postIds = idsOf('posts', posts, 'post');
  idsOf('bodies', bodies, 'body');
  idsOf('officers', officers, 'officer');
  const known = (ids: Set<string>, id: string | undefined, path: Path, what: string): void => {
    if (id != null && !ids.has(id)) faults.push(file.fault(path, `there is no ${what} "${id}"`));
  };
  known(unitIds, adopts, ['adopts'], 'unit');
  units.forEach(({ parent }, index) => known(unitIds, parent, ['units', index, 'parent'], 'unit'));
  posts.forEach(({ unit, managedBy }, index) => {
    known(unitIds, unit, ['posts', index, 'unit'], 'unit');
    known(postIds, managedBy, ['posts', index, 'managedBy'], 'post');
  });
  bodies.forEach((body, index) => {
    const path = ['bodies', index];
    known(unitIds, body.unit, [...path, 'unit'], 'unit');
    for (const key of ['chair', 'secretary', 'superior'] as const)
      known(postIds, body[key], [...path, key], 'post');
    body.members.forEach((id, member) => known(postIds, id, [...path, 'members', member], 'post'));
  });
  const charged = new Set<string>();
  portfolios.forEach(({ unit, post }, index) => {
    const path = ['portfolios', index];
    known(unitIds, unit, [...path, 'unit'], 'unit');
    known(postIds, post, [...path, 'post'], 'post');
    once(charged, unit, [...path, 'unit'], 'a charge of unit');
  });
  idsOf('channels', channels, 'channel');
  channels.forEach(({ unit, owner, deputy }, index) => {
    const path = ['channels', index];
    known(unitIds, unit, [...path, 'unit'], 'unit');
    known(postIds, owner, [...path, 'owner'], 'post');
    known(postIds, deputy, [...path, 'deputy'], 'post');
  });
  const held = new Set<string>();
  const usernames = new Set<string>();
  officers.forEach((officer, index) => {
    const path = ['officers', index];
    known(unitIds, officer.unit, [...path, 'unit'], 'unit');
    officer.posts.forEach((id, post) => {
      known(postIds, id, [...path, 'posts', post], 'post');
      once(held, id, [...path, 'posts', post], 'a holder of post');
    });
    officer.roles?.forEach(({ unit }, role) =>
      known(unitIds, unit, [...path, 'roles', role, 'unit'], 'unit'),
    );
    if (officer.account)
      once(usernames, officer.account.username, [...path, 'account', 'username'], 'user name');
  });
  return faults;
}

/** Units and posts that stand above themselves. */
function loopFaults(file: YamlFile, { units, posts }: OrganisationFile): Fault[] {
  const above = new Map<string, string | undefined>(units.map(({ id, parent }) => [id, parent]));
  const managers = new Map<string, string | undefined>(posts.map(({ id, managedBy }) => [id, managedBy]));
  const isAboveItself = (upward: Map<string, string | undefined>, id: string): boolean => {
    const passed = new Set<string>();
    let next = upward.get(id);
    while (next != null && !passed.has(next)) {
      if (next === id) return true;
      passed.add(next);
      next = upward.get(next);
    }
    return false;
  };
  return [
    ...units.flatMap(({ id }, index) =>
      isAboveItself(above, id)
        ? [file.fault(['units', index, 'parent'], `unit "${id}" stands above itself`)]
        : [],
    ),
    ...posts.flatMap(({ id }, index) =>
      isAboveItself(managers, id)
        ? [file.fault(['posts', index, 'managedBy'], `post "${id}" manages itself`)]
        : [],
    ),
  ];
}

function parentsFirst({ units }: OrganisationFile): OrganisationFile['units'] {
  const sorted: OrganisationFile['units'] = [];
  const add = (unit: OrganisationFile['units'][number]): void => {
    if (sorted.includes(unit)) return;
    const parent = units.find(({ id }) => id === unit.parent);
    if (parent) add(parent);
    sorted.push(unit);
  };
  units.forEach(add);
  return sorted;
}
