import type { DataSource } from 'typeorm';
import { DEFAULT_POLICY } from '../../libs/domain/duty/definition.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { outagesBetween, proveReachable } from '../../libs/persistence/repositories/outage.repository.js';
import { calendarSubject, ORGANISATION, type Change } from '../../libs/records/configuration/changes.js';
import { record } from '../../libs/records/configuration/record.js';
import { seedCalendar } from '../../libs/records/configuration/seed-calendar.js';
import { Facts } from '../../libs/records/facts/facts.js';
import { CALENDAR, COURT, mailOf, seedCourt } from '../support/court.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let dataSource: DataSource;
const facts = new Facts();
const at = '2027-01-04T01:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
  await dataSource.transaction((manager) => seedCourt(manager));
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const dayOff = (date: string): Change => ({
  kind: 'calendar-day-set',
  body: { date, working: false, name: 'the unit closes' },
  at,
  actor: null,
});
const policy = (maxExtensions: number, unitId = COURT): Change => ({
  kind: 'policy-set',
  body: { unitId, policy: { ...DEFAULT_POLICY, maxExtensions } },
  at,
  actor: null,
});

describe('the organisation', () => {
  it('is read once for each version, whole', async () => {
    const first = await facts.organisation(dataSource.manager);
    expect(first.organisation.actingIn('head', at)).toBe('head');
    expect(first.organisation.chainAbove('member-1', at)).toEqual([
      'head',
      'vice-president',
      'president',
      'superior',
    ]);
    expect(first.addressOf('head')).toBe(mailOf('head'));
    expect(first.addressOf('superior')).toBeUndefined();
    expect(first.policyOf(COURT, at)).toEqual(DEFAULT_POLICY);
    expect(await facts.organisation(dataSource.manager)).toBe(first);

    const unit = { id: 'branch', parentId: COURT, title: { zh: '庭', en: 'branch' }, calendarId: CALENDAR };
    await dataSource.transaction(async (manager) => {
      await record(manager, ORGANISATION, { kind: 'unit-set', body: unit, at, actor: null });
      await record(manager, ORGANISATION, policy(9));
    });
    const next = await facts.organisation(dataSource.manager);
    expect(next.version).toBe(first.version + 2);
    // A unit without a policy of its own follows the one above it.
    expect(next.policyOf('branch', at).maxExtensions).toBe(9);
    expect(first.policyOf(COURT, at)).toEqual(DEFAULT_POLICY);
  });

  it('is not kept as a transaction sees it that is rolled back afterwards', async () => {
    const before = await facts.organisation(dataSource.manager);
    await expect(
      dataSource.transaction(async (manager) => {
        await record(manager, ORGANISATION, policy(1));
        expect((await facts.organisation(manager)).policyOf(COURT, at).maxExtensions).toBe(1);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await dataSource.transaction((manager) => record(manager, ORGANISATION, policy(2)));
    const { version, policyOf } = await facts.organisation(dataSource.manager);
    expect(version).toBe(before.version + 1);
    expect(policyOf.call(await facts.organisation(dataSource.manager), COURT, at).maxExtensions).toBe(2);
  });

  it('refuses what refers to nothing', async () => {
    const tenure = { id: 't', postId: 'nowhere', officerId: 'head', from: at, to: null };
    await expect(
      dataSource.transaction((manager) =>
        record(manager, ORGANISATION, { kind: 'tenure-set', body: tenure, at, actor: null }),
      ),
    ).rejects.toThrow('foreign key');
  });
});

describe('a calendar', () => {
  it('is seeded once, with the official make-up days', async () => {
    const seed = () => dataSource.transaction((manager) => seedCalendar(manager, { id: CALENDAR, at }));
    await seed();
    await seed();
    const calendar = await facts.calendar(dataSource.manager, CALENDAR);
    expect(calendar).toMatchObject({ id: CALENDAR, version: 1, zone: 'Asia/Shanghai' });
    expect(calendar.isWorkingDay('2026-10-10')).toBe(true);
    expect(calendar.isWorkingDay('2026-10-01')).toBe(false);
    expect(calendar.isProvisional('2035-06-01')).toBe(true);
    expect(await facts.calendar(dataSource.manager, CALENDAR)).toBe(calendar);
  });

  it('gets a new version with each change, and the old one stays as it was', async () => {
    await dataSource.transaction((manager) =>
      record(manager, calendarSubject(CALENDAR), dayOff('2027-03-08')),
    );
    const calendar = await facts.calendar(dataSource.manager, CALENDAR);
    expect([calendar.version, calendar.isWorkingDay('2027-03-08')]).toEqual([2, false]);
    expect(calendar.isWorkingDay('2026-10-10')).toBe(true);
    const old = await facts.calendarOf(dataSource.manager, CALENDAR, 1);
    expect(old.isWorkingDay('2027-03-08')).toBe(true);

    const clear: Change = { kind: 'calendar-day-cleared', body: { date: '2027-03-08' }, at, actor: null };
    await dataSource.transaction((manager) => record(manager, calendarSubject(CALENDAR), clear));
    expect((await facts.calendar(dataSource.manager, CALENDAR)).isWorkingDay('2027-03-08')).toBe(true);
  });

  it('is not kept as a transaction sees it that is rolled back afterwards', async () => {
    await expect(
      dataSource.transaction(async (manager) => {
        await record(manager, calendarSubject(CALENDAR), dayOff('2027-05-05'));
        expect((await facts.calendar(manager, CALENDAR)).isWorkingDay('2027-05-05')).toBe(false);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await dataSource.transaction((manager) =>
      record(manager, calendarSubject(CALENDAR), dayOff('2027-05-06')),
    );
    const calendar = await facts.calendar(dataSource.manager, CALENDAR);
    expect(calendar.isWorkingDay('2027-05-06')).toBe(false);
    expect(calendar.nameOf('2027-05-05')).not.toBe('the unit closes');
  });

  it('must be there', async () => {
    await expect(facts.calendar(dataSource.manager, 'nowhere')).rejects.toThrow(
      'there is no calendar nowhere',
    );
  });
});

describe('outages', () => {
  const second = (s: number) => new Date(Date.parse(at) + 1_000 * s).toISOString();
  const between = (from: number, to: number) => outagesBetween(dataSource.manager, second(from), second(to));

  it('are the silences between two proofs, and the one that lasts', async () => {
    expect(await between(0, 1_000)).toEqual([]);
    for (const s of [0, 15, 30]) await proveReachable(dataSource.manager, second(s));
    expect(await between(0, 89)).toEqual([]);
    // Nobody has proved anything for more than a minute.
    expect(await between(0, 91)).toEqual([{ from: second(30), to: second(91) }]);

    await Promise.all([300, 300, 301].map((s) => proveReachable(dataSource.manager, second(s))));
    const [outage, ...more] = await between(0, 320);
    expect(outage?.from).toBe(second(30));
    expect([second(300), second(301)]).toContain(outage?.to);
    expect(more).toEqual([]);
    expect(await between(302, 320)).toEqual([]);
    expect(await between(0, 29)).toEqual([]);
  });
});
