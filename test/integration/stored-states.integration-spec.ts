import fc from 'fast-check';
import type { DataSource, EntityManager } from 'typeorm';
import type { ObligationState } from '../../libs/domain/obligation/obligation.js';
import { canonicalJson } from '../../libs/ledger/canonical-json.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { appendEntries } from '../../libs/persistence/repositories/ledger.repository.js';
import { lockSubject, type LockedSubject } from '../../libs/persistence/repositories/subject.repository.js';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { recordsOf } from '../../libs/records/subjects/kinds.js';
import { openSubjects } from '../../libs/records/subjects/open-subjects.js';
import { writeSubject } from '../../libs/records/subjects/write-subject.js';
import { playWorld, worlds, type Settled, type World } from '../support/domain/random-play.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { asSuperuser } from '../support/superuser.js';

const NUMBER_OF_WORLDS = 30;
const subject = 'obligation/one';
const records = recordsOf('obligation');

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.applicationUrl }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Whatever happens to an obligation in some world, as settling would write it; `look` is shown each state as it is read back. */
async function write(world: World, look: (written: ObligationState, read: unknown) => void): Promise<void> {
  const settled: Settled[] = [];
  playWorld(world, (one) => settled.push(one));
  const { brief } = (settled[0] as Settled).before;
  await dataSource.transaction(async (manager) => {
    await openSubjects(manager, [{ subject, brief }], null);
    for (const { before, after, result } of settled) {
      const entries = result.entries.map(({ entry }) => entry);
      const { seq } = await row(manager);
      await appendEntries(
        manager,
        { id: subject, seq },
        entries.map(({ rungKey = null, body, ...entry }) => ({
          ...entry,
          body: canonicalJson(body),
          commandId: null,
          commandHash: null,
          rungKey,
        })),
        { runId: null, organisationVersion: null },
      );
      await writeSubject(manager, records, { subject, seq, before, after, entries, hasMail: () => false });
      look(after, await records.load(manager, await row(manager)));
    }
  });
}

const row = async (manager: EntityManager): Promise<LockedSubject> =>
  (await lockSubject(manager, subject)) as LockedSubject;

it('reads every state back as it was written, and rebuilds it from the ledger', async () => {
  let states = 0;
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await asSuperuser(database, (query) =>
        query('TRUNCATE ledger_entry, subject, obligation, party_state, launch_file, notification'),
      );
      await write(world, (written, read) => {
        states += 1;
        expect(read).toEqual(written);
      });
      expect(await rebuild(dataSource, { check: true })).toEqual([]);
    }),
    { numRuns: NUMBER_OF_WORLDS },
  );
  expect(states).toBeGreaterThan(5 * NUMBER_OF_WORLDS);
}, 120_000);
