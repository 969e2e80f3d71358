import { settle, type Entry, type Input, type Machine } from '../../libs/domain/subject/machine.js';
import { refuseFaults } from './refuse-faults.js';

type Command = Input & { readonly actor?: string; readonly isBad?: boolean };

const counter: Machine<number, Command, Entry, null> = {
  decide(_state, { at, isBad }) {
    if (isBad) throw new RangeError('no such duration');
    return { entries: [{ kind: 'counted', at, actor: null, onBehalfOf: null, body: null }] };
  },
  tick: () => [],
  evolve: (state) => state + 1,
  wake: () => null,
};
const at = '2027-01-01T00:00:00.000Z';
const faults: [string, unknown][] = [];
const guarded = refuseFaults(counter, (...fault) => faults.push(fault));
const run = (inputs: readonly Command[]) => settle(guarded, 0, inputs, at, null);

it('refuses the command on which the machine fails, and decides those around it', () => {
  const { state, answers } = run([
    { id: 'a', at, actor: 'wang' },
    { id: 'b', at, actor: 'wang', isBad: true },
    { id: 'c', at, actor: 'wang' },
  ]);
  expect(state).toBe(2);
  expect(answers[1]).toMatchObject({ inputId: 'b', accepted: false, refusal: { code: 'undecidable' } });
  expect(faults).toEqual([['b', new RangeError('no such duration')]]);
});

it('lets a step fail, since nobody would repeat it', () => {
  expect(() => run([{ id: 'step', at, isBad: true }])).toThrow('no such duration');
});
