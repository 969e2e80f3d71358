import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { CommandMessage } from '../contracts/messages.js';
import { CommandGateway } from './command-gateway.js';
import { CommandRefused, SubjectNotRunning, TemporalUnavailable } from './errors.js';

const sign = (id: string): CommandMessage => ({
  id,
  kind: 'sign',
  actor: { officer: 'wang', asClerk: false },
});
const answered = { inputId: 'a', accepted: true, seq: 1 };

/** A gateway to a server that answers an update as `answer` does. */
function gatewayTo(answer: (workflowId: string) => Promise<unknown>, options = {}) {
  const sent: string[] = [];
  const client = {
    withAbortSignal: <T>(_signal: AbortSignal, call: () => Promise<T>): Promise<T> => call(),
    workflow: {
      getHandle: (workflowId: string) => ({
        executeUpdate: (_update: unknown, { updateId }: { updateId: string }) => {
          sent.push(updateId);
          return answer(workflowId);
        },
      }),
    },
  } as unknown as Client;
  return { sent, gateway: new CommandGateway(client, options) };
}

const failedWith = (cause: Error) => new WorkflowUpdateFailedError('Workflow Update failed', cause);
const grpcError = (code: number, details = '') =>
  Object.assign(new Error('grpc'), { code, details, metadata: {} });

describe('the command gate', () => {
  it('answers with the number of the entry, under an update id that is the command id', async () => {
    const { gateway, sent } = gatewayTo(async () => answered);
    await expect(gateway.execute('obligation/x', sign('a'))).resolves.toEqual(answered);
    expect(sent).toEqual(['a']);
  });

  it('tells a refusal with its rule', async () => {
    const refusal = { code: 'same-person', detail: 'no' };
    const { gateway } = gatewayTo(() =>
      Promise.reject(failedWith(ApplicationFailure.nonRetryable('no', 'refused', refusal))),
    );
    const refused = gateway.execute('obligation/x', sign('a'));
    await expect(refused).rejects.toBeInstanceOf(CommandRefused);
    await expect(refused).rejects.toMatchObject({ refusal });
  });

  it('tells that a subject does not run', async () => {
    const { gateway } = gatewayTo(() => Promise.reject(new WorkflowNotFoundError('gone', 'x', undefined)));
    await expect(gateway.execute('obligation/x', sign('a'))).rejects.toBeInstanceOf(SubjectNotRunning);
  });

  it.each([
    ['the server is away for a moment', () => grpcError(14)],
    ['the server takes no more updates', () => grpcError(8)],
    [
      'the task that it came in was lost',
      () =>
        grpcError(9, 'Unable to perform workflow execution update due to unexpected workflow task failure.'),
    ],
    [
      'the run ended before it answered',
      () => failedWith(ApplicationFailure.nonRetryable('ended', 'AcceptedUpdateCompletedWorkflow')),
    ],
  ])('asks again under the same id when %s', async (_case, error) => {
    let calls = 0;
    const { gateway, sent } = gatewayTo(() =>
      (calls += 1) === 1 ? Promise.reject(error()) : Promise.resolve(answered),
    );
    await expect(gateway.execute('obligation/x', sign('a'))).resolves.toEqual(answered);
    expect(sent).toEqual(['a', 'a']);
  });

  it('keeps its share of the eight in flight on one workflow, and holds up no other', async () => {
    const release: (() => void)[] = [];
    const { gateway, sent } = gatewayTo(
      (id) =>
        id === 'busy' ? new Promise((done) => release.push(() => done(answered))) : Promise.resolve(answered),
      { apiProcesses: 2 },
    );
    const commands = Array.from({ length: 10 }, (_, i) => gateway.execute('busy', sign(`c${i}`)));
    await gateway.execute('free', sign('other'));
    expect(sent).toEqual(['c0', 'c1', 'c2', 'c3', 'other']);
    while (sent.length < 11 || release.length > 0) {
      release.splice(0).forEach((go) => go());
      await new Promise(setImmediate);
    }
    await expect(Promise.all(commands)).resolves.toHaveLength(10);
  });

  it('gives up after its time limit, and says whether the command was sent', async () => {
    const { gateway } = gatewayTo(() => new Promise(() => undefined), { apiProcesses: 8, timeLimitMs: 50 });
    const [sent, queued] = await Promise.allSettled([
      gateway.execute('obligation/x', sign('a')),
      gateway.execute('obligation/x', sign('b')),
    ]);
    expect(sent).toMatchObject({ reason: expect.any(TemporalUnavailable) });
    expect(sent).toMatchObject({ reason: { because: 'unanswered' } });
    expect(queued).toMatchObject({ reason: { because: 'busy' } });
  });
});
