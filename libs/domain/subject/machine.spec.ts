import { settle, type Entry, type Input, type Machine } from './machine.js';
import type { Instant } from '../time.js';

/** Rings at the instants that it was told, and takes "say" from whoever speaks before the bell. */
interface Bell {
  readonly rings: readonly Instant[];
  readonly heard: readonly string[];
}
type Say = Input & { readonly kind: 'say' | 'twice' | 'no' | 'nothing' };
type BellEntry = Entry<'rung' | 'said', string>;

const entry = (kind: 'rung' | 'said', at: Instant, body: string): BellEntry => ({
  kind,
  at,
  actor: null,
  onBehalfOf: null,
  body,
});

const bell: Machine<Bell, Say, BellEntry, { stuck?: boolean }> = {
  decide(_, { kind, id, at }) {
    if (kind === 'no') return { refusal: { code: 'no', detail: 'No.' } };
    if (kind === 'nothing') return { entries: [] };
    const said = entry('said', at, id);
    return { entries: kind === 'twice' ? [said, said] : [said] };
  },
  tick: ({ rings }, at, { stuck }, until = at) => {
    if (stuck) return [entry('said', at, 'stuck')];
    const [first] = rings;
    return first !== undefined && first <= until ? [entry('rung', at, first)] : [];
  },
  evolve: (state, { kind, body }) => ({
    rings: kind === 'rung' ? state.rings.slice(1) : state.rings,
    heard: [...state.heard, `${kind} ${body}`],
  }),
  wake: ({ rings }) => rings[0] ?? null,
};

const at = (second: number, ms = 0): Instant =>
  new Date(Date.UTC(2026, 9, 9, 0, 0, second, ms)).toISOString();
const say = (id: string, second: number, kind: Say['kind'] = 'say'): Say => ({ id, at: at(second), kind });
const state = (...seconds: number[]): Bell => ({ rings: seconds.map((second) => at(second)), heard: [] });

describe('settling', () => {
  it('gives what came due before an input its turn before it, and what comes due later after it', () => {
    const { state: after } = settle(bell, state(1, 3), [say('a', 2)], at(4), {});
    expect(after.heard).toEqual([`rung ${at(1)}`, 'said a', `rung ${at(3)}`]);
  });

  it('takes an input that came at the very instant in time', () => {
    const { state: after } = settle(bell, state(2), [say('a', 2)], at(2), {});
    expect(after.heard).toEqual(['said a', `rung ${at(2)}`]);
  });

  it('takes inputs in order, however far their instants lie apart, and never goes back', () => {
    const { entries } = settle(bell, state(2), [say('a', 3), say('b', 1)], at(3), {});
    expect(entries.map((one) => [one.entry.kind, one.entry.at])).toEqual([
      ['rung', at(3)],
      ['said', at(3)],
      ['said', at(3)],
    ]);
  });

  it('records nothing as earlier than what the subject holds already', () => {
    const { entries } = settle(bell, state(1), [say('late', 2)], at(2), {}, at(5));
    expect(entries.map((one) => one.entry.at)).toEqual([at(5), at(5)]);
  });

  it('goes to the present where no input is, and to the last input where that is later', () => {
    expect(settle(bell, state(1, 9), [], at(4), {}).state.heard).toEqual([`rung ${at(1)}`]);
    expect(settle(bell, state(1, 5), [say('a', 6)], at(4), {}).state.heard).toEqual([
      `rung ${at(1)}`,
      `rung ${at(5)}`,
      'said a',
    ]);
  });

  it('answers each input, and gives its id to its first entry alone', () => {
    const inputs = [say('a', 1, 'twice'), say('b', 1, 'no'), say('c', 1, 'nothing')];
    const { entries, answers } = settle(bell, state(), inputs, at(1), {});
    expect(entries.map(({ inputId }) => inputId)).toEqual(['a', null]);
    expect(answers).toEqual([
      { inputId: 'a', accepted: true, entries: 2 },
      { inputId: 'b', accepted: false, refusal: { code: 'no', detail: 'No.' } },
      { inputId: 'c', accepted: true, entries: 0 },
    ]);
  });

  it('leaves no trace of what was refused', () => {
    const before = state(9);
    const { state: after, entries } = settle(bell, before, [say('b', 1, 'no')], at(1), {});
    expect(entries).toEqual([]);
    expect(after).toBe(before);
  });

  it('catches up with thousands of instants that have passed', () => {
    const seconds = Array.from({ length: 5_000 }, (_, index) => index);
    expect(settle(bell, state(...seconds), [], at(6_000), {}).entries).toHaveLength(5_000);
  });

  it('fails when a machine does not come to rest', () => {
    expect(() => settle(bell, state(1), [], at(1), { stuck: true })).toThrow('does not come to rest');
  });
});
