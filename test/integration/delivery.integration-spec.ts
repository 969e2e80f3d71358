import { DeliveryPokes } from '../../activities/delivery-pokes.js';
import { messageIdOf } from '../../libs/notification/message-id.js';
import { mailOf } from '../support/court.js';
import { duty, MINUTE_MS, obligation, stage } from '../support/duties.js';
import { after, createSettling, openStage, type Sent, type Settling } from '../support/settling.js';

const compose = (turn: number): Sent => ({ id: `compose:${turn}`, kind: 'compose' });

describe('delivering', () => {
  let settling: Settling;
  const delivery = 'delivery/head';

  beforeAll(async () => {
    settling = await createSettling({ members: 1 });
  });
  afterAll(() => settling.close());

  const messageIdOnItsWay = async (): Promise<string> => (await mailRows())[0]?.message_id ?? '';
  const mailRows = () =>
    settling.dataSource.query<{ id: string; message_id: string | null; sent_at: string | null }[]>(
      `SELECT id, message_id, sent_at FROM notification
       WHERE officer_id = 'head' AND channel = 'mail' ORDER BY at, id`,
    );

  it('wakes the deliveries of those who have an address, each once', async () => {
    const subject = await settling.openObligation(
      obligation(
        'task',
        duty({
          stages: [
            stage('main', {
              parties: {
                named: [
                  { kind: 'post', id: 'head' },
                  { kind: 'post', id: 'superior' },
                ],
              },
            }),
          ],
        }),
      ),
    );
    await settling.settle(subject, 0);
    await settling.settle(subject, 1, openStage('main'));
    await settling.pokes.onIdle();
    expect(settling.woken).toEqual(['head']);
    const told = await settling.dataSource.query(
      `SELECT officer_id, channel FROM notification ORDER BY officer_id, channel`,
    );
    expect(told).toEqual([
      { officer_id: 'head', channel: 'inbox' },
      { officer_id: 'head', channel: 'mail' },
      { officer_id: 'superior', channel: 'inbox' },
    ]);
  });

  it('gathers what waits into one digest', async () => {
    await settling.settle('obligation/task', 1 + 9 * MINUTE_MS);
    await settling.settle('obligation/task', 1 + 10 * MINUTE_MS);
    const first = await settling.settle(delivery, 0);
    expect(first.progress).toEqual({ kind: 'delivery', digest: null, hasWaiting: true, delayMs: 1_000 });

    const { progress } = await settling.settle(delivery, 11 * MINUTE_MS, compose(0));
    const rows = await mailRows();
    const messageId = messageIdOf(rows.map((row) => row.id));
    expect(progress).toMatchObject({ digest: { messageId, notifications: rows.map((row) => row.id) } });
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.message_id === messageId && row.sent_at === null)).toBe(true);

    // Composing again while that one is on its way begins no other.
    const again = await settling.settle(delivery, 11 * MINUTE_MS, compose(0), compose(1));
    expect(again.progress).toEqual({ ...progress, hasWaiting: false });
    expect(again.seq).toBe(1);
  });

  it('sends it as one message with what it tells, however often it is sent', async () => {
    const messageId = await messageIdOnItsWay();
    await settling.activities.sendDigest({ subject: delivery, messageId });
    await settling.activities.sendDigest({ subject: delivery, messageId });
    expect(settling.mails).toHaveLength(2);
    expect(settling.mails[1]).toEqual(settling.mails[0]);
    expect(settling.mails[0]).toEqual({
      messageId,
      to: { name: 'head', address: mailOf('head') },
      zone: 'Asia/Shanghai',
      items: [
        { kind: 'stage-opened', action: null },
        { kind: 'rung-fired', action: 'remind' },
        { kind: 'rung-fired', action: 'overdue' },
      ].map((item) => ({
        ...item,
        at: expect.any(String),
        obligationId: 'task',
        obligation: { zh: 'test duty', en: 'test duty' },
        stage: { zh: 'main', en: 'main' },
        party: item.action === null ? null : { zh: 'head', en: 'head' },
        due: after(1 + 10 * MINUTE_MS),
      })),
    });
  });

  it('notes that it was sent, and then sends it no more', async () => {
    const messageId = await messageIdOnItsWay();
    const sent: Sent = { id: `sent:${messageId}`, kind: 'sent', messageId };
    const { progress } = await settling.settle(delivery, 12 * MINUTE_MS, sent);
    expect(progress).toMatchObject({ digest: null, hasWaiting: false });
    expect(await mailRows()).toEqual(
      (await mailRows()).map((row) => ({ ...row, sent_at: after(12 * MINUTE_MS) })),
    );
    settling.mails.length = 0;
    await settling.activities.sendDigest({ subject: delivery, messageId });
    expect(settling.mails).toEqual([]);
  });

  it('finds unsent mail again when a worker starts', async () => {
    await settling.settle('obligation/task', 1 + 11 * MINUTE_MS);
    await settling.pokes.onIdle();
    settling.woken.length = 0;
    await settling.pokes.recoverUnsent();
    await settling.pokes.onIdle();
    expect(settling.woken.sort()).toEqual(['head', 'vice-president']);
  });

  it('wakes an officer once more for whatever comes while they are being woken, and no oftener', async () => {
    const asked: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const pokes = new DeliveryPokes({
      dataSource: settling.dataSource,
      starter: {
        deliver: async (officerId) => {
          asked.push(officerId);
          await held;
        },
      },
    });
    for (let turn = 0; turn < 5; turn += 1) pokes.poke(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    release();
    await pokes.onIdle();
    expect(asked.sort()).toEqual(['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e', 'f']);
  });

  it('asks again when waking fails', async () => {
    const failures: string[] = [];
    const woken: string[] = [];
    const pokes = new DeliveryPokes({
      dataSource: settling.dataSource,
      onFailure: (_error, officerId) => failures.push(officerId),
      starter: {
        deliver: async (officerId) => {
          if (failures.length < 2) throw new Error('Temporal is away');
          woken.push(officerId);
        },
      },
    });
    pokes.poke(['a']);
    await pokes.onIdle();
    expect({ failures, woken }).toEqual({ failures: ['a', 'a'], woken: ['a'] });
  });

  it('stops asking when it is closed', async () => {
    const pokes = new DeliveryPokes({
      dataSource: settling.dataSource,
      starter: { deliver: () => Promise.reject(new Error('Temporal is away')) },
    });
    pokes.poke(['a', 'b', 'c', 'd', 'e', 'f']);
    await pokes.close();
    await pokes.onIdle();
  });
});
