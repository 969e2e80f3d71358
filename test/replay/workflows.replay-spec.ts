import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { WORKFLOWS } from '../../libs/contracts/names.js';
import { productionBundle } from '../support/temporal.js';
import { recordedHistories } from './histories.js';

// A replay that fails throws; how its worker starts and stops is no news.
Runtime.install({ logger: new DefaultLogger('ERROR') });

const histories = await recordedHistories();

/** The type of workflow that a history is of. */
const typeOf = ({ history }: (typeof histories)[number]): string | null | undefined =>
  history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name;

it('there is a recorded history of each workflow', () => {
  expect([...new Set(histories.map(typeOf))].sort()).toEqual(Object.values(WORKFLOWS).sort());
});

it.each(histories)('$name runs as it ran', async ({ name, history }) => {
  await Worker.runReplayHistory({ workflowBundle: await productionBundle() }, history, name);
});
