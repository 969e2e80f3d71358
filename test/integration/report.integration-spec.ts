import type { DutyFulfilment, UnitFulfilment } from '../../activities/report/fulfilment.js';
import { FAILURES } from '../../libs/contracts/activities.js';
import type { ObligationBrief } from '../../libs/domain/obligation/obligation.js';
import { sha256 } from '../../libs/ledger/canonical-json.js';
import { DocumentEntity } from '../../libs/persistence/entities/document.entity.js';
import { duty, MINUTE_MS, obligation, reviewed, stage } from '../support/duties.js';
import { after, command, createSettling, openStage, type Settling } from '../support/settling.js';

const HOUR_MS = 60 * MINUTE_MS;
const period = { from: '2027-01-04', to: '2027-01-04', start: after(HOUR_MS), end: after(10 * HOUR_MS) };
const proof = { evidence: [{ requirement: 'proof', document: 'a'.repeat(64) }] };

let settling: Settling;

beforeAll(async () => {
  settling = await createSettling({ members: 4 });
});
afterAll(() => settling.close());

/** An obligation of the four members, its stage open. */
async function open(id: string, ms: number, more: Partial<ObligationBrief> = {}): Promise<string> {
  const definition = duty({
    key: 'notes',
    stages: [stage('main', { parties: { posts: 'member' }, ...reviewed })],
  });
  const subject = await settling.openObligation({ ...obligation(id, definition), ...more });
  await settling.settle(subject, ms);
  await settling.settle(subject, ms, openStage('main'));
  return subject;
}

const submit = (party: string) => command(`submit:${party}`, party, { kind: 'submit', party, ...proof });
const accept = (party: string) =>
  command(`accept:${party}`, 'head', { kind: 'review', party, verdict: 'accept', reason: null });

describe('the facts of a period', () => {
  it('count what became of each duty, each figure with the entries that say so', async () => {
    const early = await open('early', 0);
    await settling.settle(early, MINUTE_MS, submit('member-1'));
    await settling.settle(early, 2 * MINUTE_MS, accept('member-1'));

    const task = await open('task', 2 * HOUR_MS);
    const due = 2 * HOUR_MS + 10 * MINUTE_MS;
    await settling.settle(task, due - MINUTE_MS, submit('member-1'));
    await settling.settle(task, due + MINUTE_MS / 2, accept('member-1'));
    await settling.settle(task, due + MINUTE_MS / 2 + 1, submit('member-2'));
    await settling.settle(task, due + MINUTE_MS / 2 + 2, accept('member-2'));
    await settling.settle(
      task,
      due + MINUTE_MS / 2 + 3,
      command('waive', 'vice-president', { kind: 'waive', parties: ['member-3'], reason: 'b'.repeat(64) }),
    );
    for (const minute of [1, 2, 3]) await settling.settle(task, due + minute * MINUTE_MS);

    const late = await open('late', 10 * HOUR_MS - MINUTE_MS);
    await settling.settle(late, 10 * HOUR_MS + MINUTE_MS, submit('member-1'));
    await open('afterwards', 11 * HOUR_MS);
    const bulletin = await open('bulletin', 12 * HOUR_MS, { period });

    const { document } = await settling.activities.gatherFacts({ subject: bulletin });
    const { content, mediaType } = await settling.dataSource.manager.findOneByOrFail(DocumentEntity, {
      id: document,
    });
    expect(mediaType).toBe('application/json');
    expect(sha256(content as string)).toBe(document);
    const facts = JSON.parse(content as string) as { duties: DutyFulfilment[]; units: UnitFulfilment[] };
    expect(facts.units.map(({ unitId, opened, lapsed }) => [unitId, opened.count, lapsed.count])).toEqual([
      ['court', 8, 1],
    ]);
    expect(facts).toMatchObject({ unitId: 'court', period });
    const [notes, ...others] = facts.duties;
    expect(others).toEqual([]);
    const { dutyId, title, ...figures } = notes as DutyFulfilment;
    expect({ dutyId, title }).toEqual({ dutyId: 'notes', title: { zh: 'test duty', en: 'test duty' } });
    expect(Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, figure.count]))).toEqual(
      {
        opened: 8,
        fulfilledOnTime: 1,
        fulfilledLate: 1,
        lapsed: 1,
        waived: 1,
        backfilled: 0,
        windowClosed: 0,
        open: 7,
      },
    );
    for (const figure of Object.values(figures)) {
      expect(figure.sources.reduce((sum, source) => sum + source.parties, 0)).toBe(figure.count);
      for (const { subject, seq } of figure.sources) {
        const found = await settling.dataSource.query(
          'SELECT FROM ledger_entry WHERE subject = $1 AND seq = $2',
          [subject, seq],
        );
        expect(found).toHaveLength(1);
      }
    }
    expect(content).not.toContain('member-1');
  });

  it('are the same document when they are gathered again', async () => {
    const first = await settling.activities.gatherFacts({ subject: 'obligation/bulletin' });
    expect(await settling.activities.gatherFacts({ subject: 'obligation/bulletin' })).toEqual(first);
  });

  it('need a period', async () => {
    const subject = await open('without-period', 0);
    await expect(settling.activities.gatherFacts({ subject })).rejects.toMatchObject({
      type: FAILURES.unknownSubject,
      nonRetryable: true,
    });
  });
});
