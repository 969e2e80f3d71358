import { FAILURES } from '../../libs/contracts/activities.js';
import { commandHash } from '../../libs/ledger/canonical-json.js';
import { PartyStateEntity } from '../../libs/persistence/entities/party-state.entity.js';
import { findCommands } from '../../libs/persistence/repositories/ledger.repository.js';
import { writePartyStates } from '../../libs/persistence/repositories/party-state.repository.js';
import { duty, MINUTE_MS, obligation, reviewed, stage } from '../support/duties.js';
import {
  after,
  command,
  createSettling,
  openStage,
  seqsOf,
  settleInput,
  type Settling,
} from '../support/settling.js';

const members = { posts: 'member' };
const sign = (id: string, member = 1) =>
  command(id, `member-${member}`, { kind: 'sign', stage: 'main', party: `member-${member}` });

/** Does something each time: only its id tells that it was taken already. */
const urge = (id: string) =>
  command(id, 'head', { kind: 'urge', stage: 'main', party: 'member-1', note: null });

let settling: Settling;
let subject: string;
let nextId = 0;

beforeAll(async () => {
  settling = await createSettling({ members: 5 });
});
afterAll(() => settling.close());

/** An obligation of five parties, its stage open. */
beforeEach(async () => {
  nextId += 1;
  subject = await settling.openObligation(
    obligation(`task-${nextId}`, duty({ stages: [stage('main', { parties: members, ...reviewed })] })),
  );
  await settling.settle(subject, 0);
  await settling.settle(subject, 1, openStage('main'));
});

/** Everything about the subject that a repetition could change. */
async function everything() {
  const { dataSource } = settling;
  const rows = (sql: string) => dataSource.query(sql, [subject]);
  return {
    entries: await rows('SELECT * FROM ledger_entry WHERE subject = $1 ORDER BY seq'),
    subject: await rows('SELECT * FROM subject WHERE id = $1'),
    parties: await rows('SELECT * FROM party_state WHERE subject = $1 ORDER BY position'),
    notifications: await rows('SELECT * FROM notification WHERE subject = $1 ORDER BY id'),
    launches: await rows('SELECT * FROM launch_file WHERE subject = $1 ORDER BY id'),
    board: await rows(`SELECT * FROM obligation WHERE 'obligation/' || id = $1`),
  };
}

describe('settling', () => {
  it('records the opening, who owes, who is told, and the next wake', async () => {
    const { entries, parties, notifications, board } = await everything();
    expect(entries.map((e: { kind: string }) => e.kind)).toEqual(['obligation-opened', 'stage-opened']);
    expect(parties.map((p: { party: string }) => p.party)).toEqual([1, 2, 3, 4, 5].map((n) => `member-${n}`));
    const [{ concerns }] = parties as [{ concerns: string[] }];
    expect(concerns).toEqual(['member-1', 'head', 'vice-president', 'president', 'superior']);
    expect(notifications).toHaveLength(10);
    expect(board).toMatchObject([
      { status: 'open', light: 'blue', stage: 'main', party_counts: { open: 5 } },
    ]);
    const { wake, progress } = await settling.settle(subject, 2);
    expect(wake).toBe(after(1 + 9 * MINUTE_MS));
    expect(progress).toMatchObject({ kind: 'obligation', stages: ['main'], outcomes: {} });
  });

  it('writes lists to the letter', async () => {
    const { manager } = settling.dataSource;
    const one = { subject, party: 'member-1' };
    const row = await manager.findOneByOrFail(PartyStateEntity, one);
    const concerns = ['a,b', '"{\\}', '', 'null', "it's"];
    await writePartyStates(manager, [
      { ...row, concerns },
      { ...row, party: 'nobody', concerns: [] },
    ]);
    expect((await manager.findOneByOrFail(PartyStateEntity, one)).concerns).toEqual(concerns);
    const other = await manager.findOneByOrFail(PartyStateEntity, { subject, party: 'nobody' });
    expect(other.concerns).toEqual([]);
  });

  it('answers a repeated command from the ledger and changes nothing', async () => {
    const [first] = (await settling.settle(subject, 10, urge('c1'))).answers;
    const before = await everything();
    // The commit came through and the answer did not: the workflow still believes in the old number.
    const again = await settling.activities.settle(settleInput(subject, 2, 10, [urge('c1')]));
    expect(again.answers).toEqual([first]);
    expect(first).toEqual({ inputId: 'c1', accepted: true, seq: 3 });
    expect(again.seq).toBe(3);
    expect(await everything()).toEqual(before);
  });

  it('takes what is new of a batch of which a part is held already', async () => {
    await settling.settle(subject, 10, urge('c1'));
    const { answers } = await settling.settle(subject, 11, urge('c1'), urge('c2'), urge('c2'));
    expect(answers.map((answer) => 'seq' in answer && answer.seq)).toEqual([3, 4, 4]);
    expect(await seqsOf(settling.dataSource, subject)).toEqual([1, 2, 3, 4]);
  });

  it('fires each rung once, however often the timer comes', async () => {
    const overdue = 1 + 10 * MINUTE_MS;
    await settling.settle(subject, overdue);
    const before = await everything();
    for (let turn = 0; turn < 3; turn += 1) {
      await settling.activities.settle(settleInput(subject, 0, overdue));
    }
    expect(await everything()).toEqual(before);
    const keys = before.entries.map((e: { rung_key: string | null }) => e.rung_key).filter(Boolean);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('opens one launch file for each party at the top of the ladder', async () => {
    for (let minute = 9; minute <= 14; minute += 1) {
      await settling.settle(subject, 1 + minute * MINUTE_MS);
    }
    const { launches, board, entries } = await everything();
    expect(launches.map((l: { answering: string }) => l.answering).sort()).toEqual(
      [1, 2, 3, 4, 5].map((n) => `member-${n}`),
    );
    expect(launches[0]).toMatchObject({ stage: 'main', unit_id: 'court' });
    expect(board).toMatchObject([
      { light: null, party_counts: { lapsed: 5 }, next_rung_at: null, due: null },
    ]);
    const last = entries.at(-1) as { kind: string; body: unknown };
    expect(last).toMatchObject({ kind: 'stage-closed', body: { outcome: { lapsed: 5 } } });
  });

  it('leaves no trace of a refused command', async () => {
    const before = await everything();
    const { answers, seq } = await settling.settle(
      subject,
      10,
      command('c1', 'clerk', { kind: 'sign', stage: 'main', party: 'member-1' }),
    );
    expect(answers).toMatchObject([
      { inputId: 'c1', accepted: false, refusal: { code: expect.any(String) } },
    ]);
    expect(seq).toBe(2);
    expect(await everything()).toEqual(before);
  });

  it('leaves no gap when many settle one subject at once, and loses nothing', async () => {
    const commands = [1, 2, 3, 4, 5].flatMap((member) =>
      ['a', 'b', 'c', 'd'].map((turn) => sign(`${turn}${member}`, member)),
    );
    const results = await Promise.all(
      commands.map((one) =>
        settling.activities.settle(settleInput(subject, 0, 10, [one, sign('shared', 1)])),
      ),
    );
    const seqs = await seqsOf(settling.dataSource, subject);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    const answers = results.flatMap((result) => result.answers);
    const shared = answers.filter((answer) => answer.inputId === 'shared');
    expect(new Set(shared.map((answer) => JSON.stringify(answer))).size).toBeLessThanOrEqual(2);
    const accepted = answers.filter((answer) => answer.accepted && answer.inputId !== 'shared');
    const held = await findCommands(
      settling.dataSource.manager,
      subject,
      accepted.map((answer) => answer.inputId),
    );
    expect(held.size).toBe(accepted.length);
  });

  it('writes nothing at all when the transaction breaks', async () => {
    const before = await everything();
    const lock = settling.dataSource.createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE party_state IN EXCLUSIVE MODE');
    const [{ pid }] = await lock.query('SELECT pg_backend_pid() AS pid');
    const attempt = settling.settle(subject, 10, sign('c1')).catch((error: Error) => error);
    await waitUntilBlockedBy(pid);
    await lock.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))',
      [pid],
    );
    expect(await attempt).toBeInstanceOf(Error);
    await lock.rollbackTransaction();
    await lock.release();
    expect(await everything()).toEqual(before);
    await expect(settling.settle(subject, 11, sign('c1'))).resolves.toMatchObject({ seq: 3 });
  });

  async function waitUntilBlockedBy(pid: number): Promise<void> {
    const blocked = 'SELECT FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))';
    while ((await settling.dataSource.query<unknown[]>(blocked, [pid])).length === 0);
  }

  it('stops a subject of which the ledger holds less than its workflow has seen', async () => {
    await expect(settling.activities.settle(settleInput(subject, 3, 10))).rejects.toMatchObject({
      type: FAILURES.ledgerBehind,
      nonRetryable: true,
    });
  });

  it.each(['obligation/nothing', 'cycle/nothing', 'organisation', 'nonsense'])(
    'knows no subject %s',
    async (unknown) => {
      await expect(settling.activities.settle(settleInput(unknown, 0, 10))).rejects.toMatchObject({
        type: FAILURES.unknownSubject,
        nonRetryable: true,
      });
    },
  );

  it('keeps with each entry what it was decided with, and a hash of the command', async () => {
    await settling.settle(subject, 10, sign('c1'));
    const [{ organisation_version: version }] = (await everything()).entries.slice(-1);
    const [{ seq }] = await settling.dataSource.query(`SELECT seq FROM subject WHERE id = 'organisation'`);
    expect(version).toBe(seq);
    const held = await findCommands(settling.dataSource.manager, subject, ['c1']);
    expect(held.get('c1')).toEqual({ commandId: 'c1', seq: 3, commandHash: commandHash(sign('other id')) });
  });
});
