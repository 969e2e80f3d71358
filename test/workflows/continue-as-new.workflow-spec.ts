import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findTemporalProgram } from '../../libs/embedded/temporal-binary.js';
import { temporalCli } from '../../libs/embedded/temporal-programs.js';
import { keepHistory } from '../replay/histories.js';
import { duty, obligation, stage } from '../support/duties.js';
import { World } from './support/world.js';

/** A server that suggests to continue as new far sooner than any in production. */
const SUGGESTED_AT_EVENTS = 100;

let world: World;
beforeAll(async () => {
  const { path } = await findTemporalProgram(temporalCli);
  world = await World.create({
    // Hundreds of commands at once wait longer than people would; how long is not what is looked at here.
    gateway: { timeLimitMs: 60_000 },
    server: () =>
      TestWorkflowEnvironment.createLocal({
        server: {
          executable: { type: 'existing-path', path },
          log: { format: 'pretty', level: 'error' },
          extraArgs: [
            '--dynamic-config-value',
            `limit.historyCount.suggestContinueAsNew=${SUGGESTED_AT_EVENTS}`,
          ],
        },
      }),
  });
}, 60_000);
afterAll(() => world.close(), 30_000);

it('under a load of commands a subject begins again and again, and none of them is lost, doubled or answered wrongly', async () => {
  const subject = await world.open(obligation('busy', duty({ stages: [stage('task')] })));
  const { runId: firstRun } = await world.handle(subject).describe();
  await world.act(subject, 'head', 'sign', {}, 'signed');
  const urges = 300;
  const answers = await Promise.all(
    Array.from({ length: urges }, (_, i) =>
      world.act(subject, 'president', 'urge', { note: null }, `urge-${i}`),
    ),
  );

  const entries = await world.ledger(subject);
  expect(answers.map(({ inputId, seq }) => [inputId, seq]).sort()).toEqual(
    entries
      .filter(({ kind }) => kind === 'urged')
      .map(({ commandId, seq }) => [commandId, seq])
      .sort(),
  );
  expect(answers).toHaveLength(urges);
  const runs = new Set(entries.map(({ runId }) => runId));
  expect(runs.size).toBeGreaterThan(1);

  // A later run has forgotten the update ids of an earlier one; the ledger has not.
  const again = await world.act(subject, 'head', 'sign', {}, 'signed');
  expect(entries[again.seq - 1]).toMatchObject({ kind: 'duty-signed', commandId: 'signed' });
  expect((await world.ledger(subject)).length).toBe(entries.length);
  await keepHistory(
    'duty-continues-as-new-under-commands.v1',
    world.env.client.workflow.getHandle(subject, firstRun),
  );
}, 120_000);
