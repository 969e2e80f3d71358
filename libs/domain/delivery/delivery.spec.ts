import { settle } from '../subject/machine.js';
import {
  deliveryMachine,
  MAX_DIGEST,
  newDelivery,
  type DeliveryEntry,
  type DeliveryInput,
} from './delivery.js';

const NOW = '2026-10-09T01:00:00.000Z';
const factsOf = (waiting: readonly string[]) => ({
  waiting,
  messageIdOf: (notifications: readonly string[]) => `<${notifications.join('+')}@luze>`,
});
const compose = (id = 'compose:0'): DeliveryInput => ({ id, at: NOW, kind: 'compose' });
const sent = (messageId: string): DeliveryInput => ({
  id: `sent:${messageId}`,
  at: NOW,
  kind: 'sent',
  messageId,
});
const take = (state = newDelivery('o-head-a'), waiting: readonly string[] = [], ...inputs: DeliveryInput[]) =>
  settle(deliveryMachine, state, inputs, NOW, factsOf(waiting));

describe('a delivery', () => {
  it('gathers what is waiting into one digest, whose id follows from it', () => {
    const { state, entries } = take(undefined, ['n1', 'n2'], compose());
    expect(entries.map(({ entry }) => entry)).toEqual([
      {
        kind: 'digest-composed',
        at: NOW,
        actor: null,
        onBehalfOf: null,
        body: { messageId: '<n1+n2@luze>', notifications: ['n1', 'n2'] },
      },
    ]);
    expect(state.digest?.notifications).toEqual(['n1', 'n2']);
  });

  it('has one on its way at a time', () => {
    const { state } = take(undefined, ['n1'], compose());
    const again = take(state, ['n2'], compose('compose:1'));
    expect(again.entries).toEqual([]);
    expect(again.state.digest?.notifications).toEqual(['n1']);
  });

  it('is empty-handed when nothing waits', () => {
    expect(take(undefined, [], compose()).entries).toEqual([]);
  });

  it('takes no more than fits into a mail; the rest waits', () => {
    const many = Array.from({ length: MAX_DIGEST + 5 }, (_, index) => `n${index}`);
    expect(take(undefined, many, compose()).state.digest?.notifications).toEqual(many.slice(0, MAX_DIGEST));
  });

  it('is done with a digest once it is sent, and takes the next', () => {
    const { state } = take(undefined, ['n1'], compose(), sent('<n1@luze>'));
    expect(state).toMatchObject({ digest: null, sentCount: 1 });
    expect(take(state, ['n2'], compose('compose:2')).state.digest?.notifications).toEqual(['n2']);
  });

  it('refuses to have sent what it did not compose', () => {
    const { answers, state } = take(undefined, ['n1'], compose(), sent('<other@luze>'));
    expect(answers[1]).toMatchObject({ accepted: false, refusal: { code: 'not-composed' } });
    expect(state.digest).not.toBeNull();
    expect(take(undefined, [], sent('<n1@luze>')).answers[0]).toMatchObject({ accepted: false });
  });

  it('never wakes by itself, and is rebuilt from its record', () => {
    const { state, entries } = take(undefined, ['n1'], compose(), sent('<n1@luze>'));
    expect(deliveryMachine.wake(state)).toBeNull();
    expect(deliveryMachine.tick(state, NOW, factsOf(['n9']))).toEqual([]);
    const read = JSON.parse(JSON.stringify(entries.map(({ entry }) => entry))) as DeliveryEntry[];
    expect(read.reduce((s, entry) => deliveryMachine.evolve(s, entry), newDelivery('o-head-a'))).toEqual(
      state,
    );
  });
});
