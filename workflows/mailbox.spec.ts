import type { SettledAnswer } from '../libs/contracts/activities.js';
import type { CommandMessage } from '../libs/contracts/messages.js';
import { Mailbox } from './mailbox.js';

const sign = (id: string): CommandMessage => ({
  id,
  kind: 'sign',
  actor: { officer: 'wang', asClerk: false },
});
const openStage = (stage: string): CommandMessage => ({ id: `step:${stage}`, kind: 'open-stage', stage });
const accepted = (inputId: string): SettledAnswer => ({ inputId, accepted: true, seq: 7 });

/** A mailbox with a clock of its own: seconds of one minute. */
function mailboxAt(second: number) {
  const clock = { second };
  const instant = (s: number): string => `2027-01-01T00:00:${String(s).padStart(2, '0')}.000Z`;
  return { clock, instant, mailbox: new Mailbox(() => instant(clock.second)) };
}

describe('the mailbox', () => {
  it('hands out inputs in the order in which they came, each with its instant, and no more than asked for', () => {
    const { clock, instant, mailbox } = mailboxAt(1);
    mailbox.post(sign('a'));
    clock.second = 2;
    mailbox.post(sign('b'));
    mailbox.post(sign('c'));
    expect(mailbox.take(2).map(({ id, at }) => [id, at])).toEqual([
      ['a', instant(1)],
      ['b', instant(2)],
    ]);
    expect(mailbox.queued).toBe(1);
    expect(mailbox.oldest).toBe(instant(2));
  });

  it('lets a step of the procedure go first without making a command that waited late', () => {
    const { clock, instant, mailbox } = mailboxAt(1);
    mailbox.post(sign('in-time'));
    clock.second = 30;
    void mailbox.askFirst(openStage('one'));
    void mailbox.askFirst(openStage('two'));
    expect(mailbox.take(50).map(({ id, at }) => [id, at])).toEqual([
      ['step:one', instant(1)],
      ['step:two', instant(1)],
      ['in-time', instant(1)],
    ]);
  });

  it('gives each who asks the answer to what they asked', async () => {
    const { mailbox } = mailboxAt(1);
    const [first, second] = [mailbox.ask(sign('a')), mailbox.ask(sign('b'))];
    mailbox.take(50);
    const refusal = { code: 'already-signed', detail: 'This duty has been signed for already.' };
    mailbox.answer([{ inputId: 'b', accepted: false, refusal }, accepted('a')]);
    await expect(first).resolves.toEqual(accepted('a'));
    await expect(second).rejects.toMatchObject({ type: 'refused', nonRetryable: true, details: [refusal] });
  });

  it('takes the same id once, whether it is queued or on its way, and answers all who asked with it', async () => {
    const { mailbox } = mailboxAt(1);
    const first = mailbox.ask(sign('a'));
    const again = mailbox.ask(sign('a'));
    expect(mailbox.take(50)).toHaveLength(1);
    const meanwhile = mailbox.ask(sign('a'));
    expect(mailbox.queued).toBe(0);
    mailbox.answer([accepted('a')]);
    await expect(Promise.all([first, again, meanwhile])).resolves.toHaveLength(3);
    void mailbox.ask(sign('a'));
    expect(mailbox.queued).toBe(1);
  });
});
