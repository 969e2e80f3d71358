import type { DataSource, EntityManager } from 'typeorm';
import { Passwords } from '../../libs/identity/passwords.js';
import { AccountEntity } from '../../libs/persistence/entities/account.entity.js';
import { CycleEntity } from '../../libs/persistence/entities/cycle.entity.js';
import { DocumentEntity } from '../../libs/persistence/entities/document.entity.js';
import { DutyEntity } from '../../libs/persistence/entities/duty.entity.js';
import { PlanEntity } from '../../libs/persistence/entities/plan.entity.js';
import { SubjectEntity } from '../../libs/persistence/entities/subject.entity.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { organisationRows } from '../../libs/persistence/repositories/organisation.repository.js';
import { unstartedSubjects } from '../../libs/persistence/repositories/subject.repository.js';
import type { AdoptedPlan, Adoption } from '../../libs/plan/adopt/adoption.js';
import { adoptPlan } from '../../libs/plan/adopt/adopt-plan.js';
import { EXAMPLE_CALENDAR, hasOrganisation, installExample } from '../../libs/plan/adopt/install-example.js';
import { rowsOf, type ExampleOrganisation } from '../../libs/plan/organisation.js';
import { readPack, shippedPackFolder } from '../../libs/plan/pack.js';
import { parsePlan } from '../../libs/plan/parse-plan.js';
import { Facts } from '../../libs/records/facts/facts.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const at = '2026-11-24T02:00:00.000Z';
const pack = await readPack(shippedPackFolder('court'));
const example = pack.example as ExampleOrganisation;
const { text } = pack.source;
const { duties } = pack.source.plan;
const recurring = duties.filter(({ cycle }) => cycle !== null);

let database: TestDatabase;
let dataSource: DataSource;
const facts = new Facts();

beforeEach(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
  const passwordHash = await new Passwords().hash('a password for the test');
  await dataSource.transaction((manager) => installExample(manager, example, { at, passwordHash }));
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const adopt = (more: Partial<Adoption> = {}): Promise<AdoptedPlan> =>
  dataSource.transaction((manager) =>
    adoptPlan(manager, facts, { unitId: 'court', source: pack.source, at, actor: null, ...more }),
  );

/** The pack with `written` in place of `original`. */
function edition(
  version: number,
  ...changes: [original: string, written: string][]
): Pick<Adoption, 'source'> {
  const changed = [['\nversion: 1\n', `\nversion: ${version}\n`] as const, ...changes].reduce(
    (all, [original, written]) => {
      expect(all).toContain(original);
      return all.replace(original, written);
    },
    text,
  );
  return { source: parsePlan(changed) };
}

const count = (table: string): Promise<number> =>
  dataSource.query<[{ n: number }]>(`SELECT count(*) AS n FROM ${table}`).then(([{ n }]) => n);

/** How much there is of everything that an import writes. */
const counts = async (manager: EntityManager = dataSource.manager) => ({
  plans: await manager.count(PlanEntity),
  duties: await manager.count(DutyEntity),
  cycles: await manager.count(CycleEntity),
  documents: await manager.count(DocumentEntity),
  subjects: await manager.count(SubjectEntity),
  entries: await count('ledger_entry'),
});

describe('the example court', () => {
  it('stands on record as the pack has it', async () => {
    const { version, policies, addresses, ...rows } = await organisationRows(dataSource.manager);
    const from = '2025-12-31T16:00:00.000Z';
    const expected = rowsOf(example, EXAMPLE_CALENDAR, from);
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect(version).toBeGreaterThan(50);
    expect(policies).toEqual([]);
    expect(addresses).toHaveLength(example.officers.length);
    expect(rows.posts).toEqual(
      [...expected.posts].sort(byId).map((post) => ({ ...post, from, endedAt: null })),
    );
    expect(rows.bodies).toEqual(
      [...expected.bodies].sort(byId).map((body) => ({ ...body, deskPostId: null, from, endedAt: null })),
    );
    expect(rows.seats).toEqual([...expected.seats].sort(byId));
    expect(rows.portfolios).toEqual([...expected.portfolios].sort(byId));
    expect(rows.tenures).toEqual([...expected.tenures].sort(byId));
    expect(rows.units.map(({ id }) => id)).toEqual(expected.units.map(({ id }) => id).sort());
  });

  it('has demo accounts that open with the one password', async () => {
    const accounts = await dataSource.manager.find(AccountEntity);
    expect(accounts.map(({ username }) => username).sort()).toEqual([
      'admin',
      'auditor',
      'clerk',
      'judge',
      'member',
      'office',
      'secretary',
      'superior',
    ]);
    const passwords = new Passwords();
    const hash = accounts[0]?.passwordHash ?? null;
    expect(await passwords.matches(hash, 'a password for the test')).toBe(true);
    expect(await passwords.matches(hash, 'another one')).toBe(false);
  });

  it('is there once', async () => {
    expect(await dataSource.transaction(hasOrganisation)).toBe(true);
  });
});

describe('the import of a plan', () => {
  it('puts plan, duties and cycles on record, the cycles ready to be started', async () => {
    const adopted = await adopt({ trialUntil: '2026-12-31' });
    expect(adopted).toMatchObject({ planId: 'court.court', adoptionDate: '2026-11-24' });
    expect(new Set(adopted.duties.map(({ version, change }) => `${version} ${change}`))).toEqual(
      new Set(['1 new']),
    );
    expect(adopted.newCycles).toHaveLength(recurring.length);
    const plan = await dataSource.manager.findOneByOrFail(PlanEntity, { id: 'court.court' });
    expect(plan).toMatchObject({
      unitId: 'court',
      packVersion: 1,
      trialUntil: '2026-12-31',
      trialOffice: 'office-head',
      importedAt: at,
      version: 1,
    });
    const document = await dataSource.manager.findOneByOrFail(DocumentEntity, { id: plan.document });
    expect(document.content).toBe(text);
    const unstarted = await unstartedSubjects(dataSource.manager, 'plan/court.court');
    expect(unstarted.map(({ id }) => id)).toEqual([...adopted.newCycles].sort());
    expect(new Set(unstarted.map(({ workflow }) => workflow))).toEqual(new Set(['cycleWorkflow']));
    const cycle = await dataSource.manager.findOneByOrFail(CycleEntity, { id: 'court.topic-study' });
    expect(cycle).toMatchObject({
      dutyId: 'court.topic-study',
      dutyVersion: 1,
      startDate: '2026-01-01',
      adoptionDate: '2026-11-24',
    });
  });

  it('starts its cycles with the trial and the office that hears of it, where there is one', async () => {
    await adopt({ trialUntil: '2026-12-31' });
    const briefs = await dataSource.manager.find(SubjectEntity, { where: { kind: 'cycle' } });
    expect(briefs).toHaveLength(recurring.length);
    for (const { brief } of briefs)
      expect(brief).toMatchObject({ trial: { until: '2026-12-31T15:59:59.999Z', office: 'office-head' } });
  });

  it.each([
    ['the plan', ['\noffice: office-head\n', '\n'], /does not say/],
    [
      'the unit',
      ['\noffice: office-head\n', '\noffice: party-member\n'],
      /no one post of kind "party-member"/,
    ],
  ] as const)(
    'refuses a trial that nobody would hear of: %s has no office',
    async (_, [original, written], detail) => {
      const before = await counts();
      await expect(
        adopt({ ...edition(2, [original, written]), trialUntil: '2026-12-31' }),
      ).rejects.toMatchObject({
        code: 'trial-without-office',
        detail: expect.stringMatching(detail),
      });
      expect(await counts()).toEqual(before);
    },
  );

  it('takes the adoption date that it is given', async () => {
    await adopt({ adoptionDate: '2027-01-01' });
    const cycle = await dataSource.manager.findOneByOrFail(CycleEntity, { id: 'court.lectures' });
    expect(cycle).toMatchObject({ startDate: '2027-01-01', adoptionDate: '2027-01-01' });
  });

  it.each([
    ['already-imported', 1],
    ['older-edition', 2],
  ])('refuses an edition that is not newer: %s', async (code, first) => {
    await adopt(first === 1 ? {} : edition(first));
    const before = await counts();
    await expect(adopt()).rejects.toMatchObject({ code });
    expect(await counts()).toEqual(before);
  });

  it('proposes what a newer edition changes, and begins only what is new', async () => {
    await adopt();
    const before = await counts();
    const newDuty = text
      .slice(text.indexOf('  - key: lectures'))
      .replace('key: lectures', 'key: more-lectures')
      .split('  - key: branch-guidance')[0];
    const second = edition(
      2,
      ['zh: 邀请宣讲, en: Lectures by invited speakers', 'zh: 专家宣讲, en: Lectures by experts'],
      ['  - key: branch-guidance', `${newDuty}  - key: branch-guidance`],
    );
    await expect(adopt(second)).rejects.toMatchObject({ code: 'nobody-proposes' });
    expect(await counts()).toEqual(before);
    const adopted = await adopt({ ...second, actor: 'kong-yi' });
    const changes = Object.fromEntries(
      adopted.duties.map(({ id, version, change }) => [id, `${version} ${change}`]),
    );
    expect(changes).toMatchObject({
      'court.lectures': '1 proposed',
      'court.more-lectures': '1 new',
      'court.topic-study': '1 unchanged',
    });
    expect(adopted.newCycles).toEqual(['cycle/court.more-lectures']);
    expect(await counts()).toMatchObject({ plans: 1, duties: before.duties + 1, cycles: before.cycles + 1 });
    const plan = await dataSource.manager.findOneByOrFail(PlanEntity, { id: 'court.court' });
    expect(plan).toMatchObject({ packVersion: 2, version: 2 });
    const [change, ...others] = await dataSource.manager.findBy(SubjectEntity, { kind: 'change' });
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      id: 'change/duty.court.lectures.1',
      opener: 'plan/court.court',
      brief: {
        target: { kind: 'duty', id: 'court.lectures' },
        terms: { duty: { title: { zh: '专家宣讲' } } },
        touchesFloor: false,
        approver: 'secretary',
        proposedBy: 'kong-yi',
        reason: plan.document,
      },
    });
  });

  it('is all or nothing: what fails at its end leaves nothing', async () => {
    const before = await counts();
    const failing = dataSource.transaction(async (manager) => {
      await adoptPlan(manager, facts, { unitId: 'court', source: pack.source, at, actor: null });
      expect((await counts(manager)).duties).toBe(duties.length);
      throw new Error('the connection broke');
    });
    await expect(failing).rejects.toThrow('the connection broke');
    expect(await counts()).toEqual(before);
  });

  it('refuses a plan that the unit has not the posts for, each duty with its line', async () => {
    const before = await counts();
    const kinds = '  - { kind: party-member,';
    const unfit = edition(
      2,
      [kinds, `  - { kind: astronomer, title: { zh: 观星员, en: Astronomer } }\n${kinds}`],
      ['parties: { posts: party-member }', 'parties: { posts: astronomer }'],
    );
    const line = unfit.source.text.split('\n').findIndex((one) => one.includes('posts: astronomer')) + 1;
    await expect(adopt(unfit)).rejects.toMatchObject({
      faults: [
        {
          line,
          pointer: '/duties/1/stages/3/parties',
          detail: 'nobody in unit "court" would owe this: it has no astronomer',
        },
      ],
    });
    await expect(adopt({ unitId: 'office' })).rejects.toMatchObject({ name: 'FaultyFile' });
    await expect(adopt({ unitId: 'palace' })).rejects.toMatchObject({ code: 'unknown-unit' });
    await expect(adopt({ trialUntil: '2026-01-01' })).rejects.toMatchObject({
      code: 'trial-before-adoption',
    });
    expect(await counts()).toEqual(before);
  });

  it('does not take over a duty that another plan brought', async () => {
    await adopt();
    const other = edition(1, ['\nkey: court\n', '\nkey: other\n']);
    await expect(adopt(other)).rejects.toMatchObject({ code: 'duty-of-another-plan' });
    expect(await dataSource.manager.count(PlanEntity)).toBe(1);
  });

  it('lets one of two at the same time through', async () => {
    const both = await Promise.allSettled([adopt(), adopt()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'already-imported' },
    });
    expect(await counts()).toMatchObject({
      plans: 1,
      duties: duties.length,
      cycles: recurring.length,
    });
  });

  it('carries a command once', async () => {
    const command = { commandId: 'c'.repeat(64), commandHash: 'h'.repeat(64) };
    await adopt(command);
    await expect(adopt({ ...command, ...edition(2) })).rejects.toMatchObject({ code: 'already-done' });
    expect(await dataSource.manager.findOneByOrFail(PlanEntity, { id: 'court.court' })).toMatchObject({
      packVersion: 1,
    });
  });
});
