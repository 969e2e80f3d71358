import { settle } from '../subject/machine.js';
import { newDispatch, type DispatchBrief, type DispatchInput, type SentPage } from './dispatch.js';
import { dispatchMachine } from './machine.js';

const at = (second: number): string => `2027-03-01T00:00:${String(second).padStart(2, '0')}.000Z`;
const brief = (notBefore: string | null = null): DispatchBrief => ({
  id: 'd',
  notBefore,
  notice: { kind: 'calendar-changed' },
  to: { calendar: 'c' },
});
const sent = (second: number, page: Partial<SentPage>): DispatchInput => ({
  id: `page-${second}`,
  at: at(second),
  kind: 'page-sent',
  page: { accepted: 0, undelivered: [], last: null, isLast: false, ...page },
});

/** What a dispatch comes to by the inputs, and the kinds of its entries. */
function play(of: DispatchBrief, inputs: readonly DispatchInput[], until: number) {
  const { state, entries, answers } = settle(dispatchMachine, newDispatch(of), inputs, at(until), null);
  return { state, answers, kinds: entries.map(({ entry }) => entry.kind) };
}

it('sends at once where nothing is said, and waits for nothing', () => {
  const { state, kinds } = play(brief(), [], 0);
  expect(kinds).toEqual(['dispatch-begun']);
  expect(state.isDue).toBe(true);
  expect(dispatchMachine.wake(state)).toBeNull();
});

it('goes on from where the last page ended, and counts what became of each', () => {
  const undelivered = [
    { subject: 'obligation/b', outcome: 'refused', code: 'too-late' },
    { subject: 'obligation/c', outcome: 'not-running' },
  ] as const;
  const first = sent(1, { accepted: 1, undelivered, last: 'obligation/c' });
  const half = play(brief(), [first], 1).state;
  expect(half.sent).toEqual({ count: 3, last: 'obligation/c' });
  expect(half.completedAt).toBeNull();
  const last = sent(2, { accepted: 2, last: 'obligation/e', isLast: true });
  const { state, kinds } = play(brief(), [first, last], 2);
  expect(kinds).toEqual(['dispatch-begun', 'page-sent', 'page-sent', 'dispatch-completed']);
  expect(state).toMatchObject({
    sent: { count: 5, last: 'obligation/e' },
    counts: { accepted: 3, refused: 1, notRunning: 1 },
    completedAt: at(2),
  });
});

it('sends nothing before its instant, and takes no more pages after the last', () => {
  const early = play(brief(at(30)), [sent(1, {})], 2);
  expect(early.answers).toMatchObject([{ accepted: false, refusal: { code: 'not-due' } }]);
  expect(dispatchMachine.wake(early.state)).toBe(at(30));
  const done = play(brief(at(30)), [sent(31, { isLast: true }), sent(32, {})], 40);
  expect(done.kinds).toEqual(['dispatch-begun', 'dispatch-due', 'page-sent', 'dispatch-completed']);
  expect(done.answers).toMatchObject([{ accepted: true }, { refusal: { code: 'completed' } }]);
  expect(dispatchMachine.wake(done.state)).toBeNull();
});

it('is due at once where its instant has passed when it begins', () => {
  expect(play(brief(at(1)), [], 5).kinds).toEqual(['dispatch-begun', 'dispatch-due']);
});
