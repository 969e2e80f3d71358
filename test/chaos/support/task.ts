import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, InstanceClient } from '../../support/instance-client.js';

/** When a task is due, and how far its rungs are apart from then on. */
export interface TaskTimes {
  readonly due: number;
  readonly gapMs: number;
}

type Entry = Answer['body'];

/** Opens a task of the head of the office: overdue, two levels above, a launch file. */
export async function openTask(clerk: InstanceClient, { due, gapMs }: TaskTimes): Promise<string> {
  const after = (gaps: number) => ({ duration: `PT${(gaps * gapMs) / 1_000}S` });
  const opened = await clerk.post('/obligations', {
    title: { zh: '报送值班表', en: 'Hand in the roster' },
    unit: 'court',
    parties: [{ kind: 'post', id: 'office-head' }],
    dueAt: new Date(due).toISOString(),
    evidence: [{ name: 'roster', title: { zh: '值班表', en: 'The roster' } }],
    ladder: [
      { name: 'overdue', action: 'overdue', offset: after(0) },
      { name: 'escalate-1', action: 'escalate', level: 1, offset: after(1) },
      { name: 'escalate-2', action: 'escalate', level: 2, offset: after(2) },
      { name: 'launch', action: 'launch', offset: after(3) },
    ],
  });
  expect([opened.status, opened.body]).toEqual([201, expect.anything()]);
  return opened.body.id as string;
}

/** The rungs of a task that have fired, in their order. */
export const rungsOf = (auditor: InstanceClient, task: string): Promise<Entry[]> =>
  entriesOf(auditor, task, 'rung-fired');

/** Entries of one kind about a task, in their order. */
export const entriesOf = async (auditor: InstanceClient, task: string, kind: string): Promise<Entry[]> =>
  (await auditor.entriesOf(`obligation/${task}`)).filter((entry) => entry.kind === kind);

/** No rung has come twice, and nothing is missing between two entries. */
export async function expectOnce(auditor: InstanceClient, task: string): Promise<void> {
  const entries = await auditor.entriesOf(`obligation/${task}`);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  const names = entries.filter(({ kind }) => kind === 'rung-fired').map(({ body }) => body.rung);
  expect(names).toEqual([...new Set(names)]);
}

export const msFromTo = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** Asks until the answer is as wanted. */
export async function until<T>(
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await sleep(500)) {
    const answer = await ask();
    if (isSo(answer)) return answer;
  }
  throw new Error(
    `within ${Math.round(withinMs / 1_000)} s it did not come to that: ${JSON.stringify(await ask())}`,
  );
}
