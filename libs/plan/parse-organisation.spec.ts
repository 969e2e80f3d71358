import { parseOrganisation } from './parse-organisation.js';
import { FaultyFile } from './source/fault.js';

const sound = `format: 1
zone: Asia/Shanghai
adopts: court
units:
  - { id: office, parent: court, title: { zh: 办公室, en: Office } }
  - { id: court, title: { zh: 法院, en: Court } }
posts:
  - { id: head, unit: court, kind: head, title: { zh: 院长, en: Head } }
  - { id: clerk, unit: office, kind: clerk, managedBy: head, title: { zh: 文秘, en: Clerk } }
bodies:
  - { id: group, unit: court, kind: group, title: { zh: 党组, en: Group }, chair: head, secretary: clerk, members: [head] }
officers:
  - { id: an, unit: court, name: 安, email: an@court.example, posts: [head], roles: [{ role: supervisor, unit: court }] }
  - { id: bo, unit: office, name: 柏, posts: [clerk], account: { username: clerk, shows: runs the plan } }
`;

function faultsOf(text: string): string[] {
  try {
    parseOrganisation(text);
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    return error.faults.map(({ line, pointer, detail }) => `${line} ${pointer}: ${detail}`);
  }
  return [];
}

describe('an example organisation', () => {
  it('is read with parents before their children', () => {
    const organisation = parseOrganisation(sound);
    expect(organisation.units.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['court', null],
      ['office', 'court'],
    ]);
    expect(organisation.officers.map(({ grants, account }) => ({ grants, account }))).toEqual([
      { grants: [{ role: 'supervisor', unitId: 'court' }], account: null },
      { grants: [], account: { username: 'clerk', shows: 'runs the plan' } },
    ]);
    expect(organisation.bodies[0]).toMatchObject({
      superiorPostId: null,
      quorum: null,
    });
  });

  it('has bodies with a quorum of their own', () => {
    const text = sound.replace(
      'members: [head]',
      'members: [head], quorum: { ordinary: 3/4, personnel: 1/1 }',
    );
    expect(parseOrganisation(text).bodies[0]?.quorum).toEqual({
      ordinary: { of: 3, outOf: 4 },
      personnel: { of: 1, outOf: 1 },
    });
  });

  it.each(['0/2', '4/3', '1/101', 'half', '1/0', '-1/2'])('knows no share of %s', (share) => {
    const text = sound.replace(
      'members: [head]',
      `members: [head], quorum: { ordinary: ${share}, personnel: 2/3 }`,
    );
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^11 \/bodies\/0\/quorum\/ordinary: ordinary must be a share/),
    ]);
  });

  it.each([
    ['zone: Asia/Shanghai', 'zone: Asia/Nowhere', /^2 \/zone: Unknown time zone/],
    ['adopts: court', 'adopts: palace', /^3 \/adopts: there is no unit "palace"/],
    ['parent: court', 'parent: palace', /^5 \/units\/0\/parent: there is no unit "palace"/],
    ['parent: court', 'parent: office', /^5 \/units\/0\/parent: unit "office" stands above itself/],
    ['unit: office, kind', 'unit: palace, kind', /^9 \/posts\/1\/unit: there is no unit/],
    ['managedBy: head', 'managedBy: king', /^9 \/posts\/1\/managedBy: there is no post "king"/],
    ['managedBy: head', 'managedBy: clerk', /^9 \/posts\/1\/managedBy: post "clerk" manages itself/],
    ['id: clerk', 'id: head', /^9 \/posts\/1\/id: post "head" was there before/],
    ['chair: head', 'chair: king', /^11 \/bodies\/0\/chair: there is no post/],
    ['members: [head]', 'members: [head, king]', /^11 \/bodies\/0\/members\/1: there is no post/],
    [
      'posts: [clerk]',
      'posts: [head]',
      /^14 \/officers\/1\/posts\/0: a holder of post "head" was there before/,
    ],
    ['role: supervisor', 'role: king', /^13 \/officers\/0\/roles\/0\/role: role must be one of clerk/],
    ['unit: court }] }', 'unit: palace }] }', /^13 \/officers\/0\/roles\/0\/unit: there is no unit/],
    ['an@court.example', 'an at court', /^13 \/officers\/0\/email: email must be a mail address/],
    ['name: 柏', 'nickname: 柏', /^14 \/officers\/1\/nickname: "nickname" is not known here/],
    ['shows: runs the plan', 'shows: ""', /^14 \/officers\/1\/account\/shows: shows must be text/],
  ])('with %j as %j is refused', (original, written, expected) => {
    expect(sound).toContain(original);
    expect(faultsOf(sound.replace(original, written))).toContainEqual(expect.stringMatching(expected));
  });
});
