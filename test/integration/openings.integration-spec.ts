import { startUnstarted } from '../../libs/temporal/start-subjects.js';
import { WORKFLOWS } from '../../libs/contracts/names.js';
import { cycle, duty, obligation, onePost, stage } from '../support/duties.js';
import { after, command, createSettling, openStage, seqsOf, type Settling } from '../support/settling.js';

const DAY_MS = 86_400_000;
const monthly = { rule: 'FREQ=MONTHLY', startDate: '2027-01-01', adoptionDate: '2027-02-01' };
/** The first moment of 1 February in Shanghai. */
const FEBRUARY_MS = 27 * DAY_MS + 15 * 3_600_000;

describe('a subject that opens others', () => {
  let settling: Settling;

  beforeAll(async () => {
    settling = await createSettling({ members: 320 });
  });
  afterAll(() => settling.close());
  beforeEach(() => {
    settling.started.length = 0;
    settling.startsFail = false;
  });

  const subjectRow = async (id: string) =>
    (await settling.dataSource.query('SELECT * FROM subject WHERE id = $1', [id]))[0];

  it('puts them on record in its transaction, and starts their workflows after it', async () => {
    const study = await settling.openCycle(
      cycle('study', duty({ procedure: 'topic-study', stages: [stage('meeting')] }), monthly),
    );
    const { wake } = await settling.settle(study, 0);
    expect(wake).toBe(after(FEBRUARY_MS));
    expect(settling.started).toEqual([]);

    const { progress } = await settling.settle(study, FEBRUARY_MS);
    expect(progress).toEqual({ kind: 'cycle', periodsDone: 1 });
    expect(settling.started).toEqual([`${WORKFLOWS.topicStudy} obligation/study.2027-02-01`]);
    expect(await subjectRow('obligation/study.2027-02-01')).toMatchObject({
      seq: 0,
      opener: 'cycle/study',
      started_at: expect.any(String),
    });
    const board = await settling.dataSource.query(`SELECT * FROM obligation WHERE cycle_id = 'study'`);
    expect(board).toMatchObject([
      {
        id: 'study.2027-02-01',
        period_from: '2027-02-01',
        period_to: '2027-02-28',
        opened_at: null,
        version: 0,
      },
    ]);
    expect(await settling.dataSource.query(`SELECT * FROM cycle WHERE id = 'study'`)).toMatchObject([
      { opened_count: 1, next_from: '2027-03-01', is_paused: false, version: 2 },
    ]);
  });

  it('fails while a workflow cannot be started, and starts it when it is repeated', async () => {
    const id = await settling.openCycle(cycle('retried', duty({ stages: [stage('one')] }), monthly));
    await settling.settle(id, 0);
    settling.startsFail = true;
    await expect(settling.settle(id, FEBRUARY_MS)).rejects.toThrow('Temporal is away');
    expect(await seqsOf(settling.dataSource, id)).toEqual([1, 2]);
    expect(await subjectRow('obligation/retried.2027-02-01')).toMatchObject({ started_at: null });

    settling.startsFail = false;
    await settling.settle(id, FEBRUARY_MS);
    await settling.settle(id, FEBRUARY_MS);
    expect(await seqsOf(settling.dataSource, id)).toEqual([1, 2]);
    expect(settling.started).toEqual([`${WORKFLOWS.duty} obligation/retried.2027-02-01`]);
  });

  it('is helped by a worker that starts, when the one before died in between', async () => {
    const parts = { dataSource: settling.dataSource, starter: starterOf(settling) };
    await startUnstarted(parts);
    settling.started.length = 0;
    const subject = await settling.openObligation(obligation('forgotten', duty({ stages: [stage('one')] })));
    await startUnstarted(parts);
    await startUnstarted(parts);
    expect(settling.started).toEqual([`${WORKFLOWS.duty} ${subject}`]);
  });

  it('splits a large unit: every party stands in exactly one part, and stays there', async () => {
    const notes = await settling.openCycle(
      cycle('notes', duty({ stages: [stage('check', { parties: { posts: 'member' } })] }), monthly),
    );
    await settling.settle(notes, 0);
    await settling.settle(notes, FEBRUARY_MS);
    const parts = ['1', '2', '3'].map((part) => `obligation/notes.2027-02-01.${part}`);
    expect(settling.started.map((line) => line.split(' ')[1]).sort()).toEqual(parts);
    for (const part of parts) {
      await settling.settle(part, FEBRUARY_MS);
      await settling.settle(part, FEBRUARY_MS + 1, openStage('check'));
    }
    const rows = await settling.dataSource.query<{ party: string; subject: string }[]>(
      `SELECT party, subject FROM party_state WHERE subject LIKE 'obligation/notes.%'`,
    );
    expect(rows).toHaveLength(320);
    expect(new Set(rows.map((row) => row.party)).size).toBe(320);
    expect(new Set(rows.map((row) => row.subject)).size).toBe(3);
  });

  it('makes an obligation of each decision that was handed in', async () => {
    const parent = await settling.openObligation(
      obligation('meeting', duty({ procedure: 'topic-study', stages: [stage('minutes')] })),
    );
    await settling.settle(parent, 0);
    await settling.settle(parent, 1, openStage('minutes'));
    const decision = { document: 'd'.repeat(64), post: 'clerk', due: after(30 * DAY_MS) };
    const { answers } = await settling.settle(
      parent,
      2,
      command('c1', 'head', {
        kind: 'submit',
        evidence: [{ requirement: 'proof', document: 'e'.repeat(64) }],
        followUps: [decision, { ...decision, post: 'head' }],
      }),
    );
    expect(answers).toMatchObject([{ accepted: true }]);
    await settling.settle(parent, 3, { id: 'f', kind: 'open-follow-ups', stage: 'minutes' });
    await settling.settle(parent, 4, { id: 'f', kind: 'open-follow-ups', stage: 'minutes' });
    expect(settling.started.sort()).toEqual([
      `${WORKFLOWS.duty} obligation/meeting.minutes.1`,
      `${WORKFLOWS.duty} obligation/meeting.minutes.2`,
    ]);
    const children = await settling.dataSource.query(
      `SELECT id, document, parent_id FROM obligation WHERE parent_id = 'meeting' ORDER BY id`,
    );
    expect(children).toEqual(
      ['meeting.minutes.1', 'meeting.minutes.2'].map((id) => ({
        id,
        document: decision.document,
        parent_id: 'meeting',
      })),
    );
    await settling.settle('obligation/meeting.minutes.1', 5);
    await settling.settle('obligation/meeting.minutes.1', 6, openStage('carry-out'));
    const owed = await settling.dataSource.query(
      `SELECT party, due FROM party_state WHERE subject = 'obligation/meeting.minutes.1'`,
    );
    expect(owed).toEqual([{ party: 'clerk', due: decision.due }]);
  });

  it('changes nothing when somebody opens the same subject again', async () => {
    const brief = obligation('once', duty({ stages: [stage('one', { parties: onePost('head') })] }));
    const subject = await settling.openObligation(brief);
    await settling.settle(subject, 0);
    await settling.openObligation({ ...brief, unitId: 'another' });
    expect(await subjectRow(subject)).toMatchObject({ seq: 1, brief: { unitId: 'court' } });
  });
});

const starterOf = (settling: Settling) => ({
  start: async ({ id, workflow }: { id: string; workflow: string }) =>
    void settling.started.push(`${workflow} ${id}`),
});
