import { asyncLocalStorage, log } from '@temporalio/activity';
import type { Activities } from '../libs/contracts/activities.js';
import type { MailSender } from '../libs/notification/mail-sender.js';
import type { Texts } from '../libs/privacy/texts.js';
import { Facts } from '../libs/records/facts/facts.js';
import type { CommandGateway } from '../libs/temporal/command-gateway.js';
import { startSubjects, type StartParts } from '../libs/temporal/start-subjects.js';
import { createSendDigest } from './deliver.activities.js';
import { createSendPage } from './dispatch.activities.js';
import type { DeliveryPokes } from './delivery-pokes.js';
import { createGatherFacts } from './report.activities.js';
import { settleKinds } from './settle/settle-kinds.js';
import { settleSubject } from './settle/settle-subject.js';

export interface ActivityParts extends StartParts {
  readonly pokes: Pick<DeliveryPokes, 'poke'>;
  readonly mail: Pick<MailSender, 'send'>;
  /** The way to subjects that a dispatch commands or tells. */
  readonly gateway: Pick<CommandGateway, 'execute' | 'notify'>;
  /** Reads and writes what entries refer to. */
  readonly texts: Texts;
  /** How long what is due to a recipient is gathered into one digest. */
  readonly deliveryDelayMs: number;
  /** Shared where the process has one already. */
  readonly facts?: Facts;
}

/** The activities that workflows call. */
export function createActivities(parts: ActivityParts): Activities {
  const { dataSource, pokes, texts, deliveryDelayMs, facts = new Facts() } = parts;
  const kinds = settleKinds({ facts, texts, deliveryDelayMs });
  return {
    async settle(input) {
      const runId = currentRunId();
      const { result, unstarted, recipients, faults } = await dataSource.transaction((manager) =>
        settleSubject(manager, kinds, input, runId),
      );
      await startSubjects(parts, unstarted);
      pokes.poke(recipients);
      if (runId !== null) {
        for (const { inputId, error } of faults)
          log.error('a command could not be decided', { inputId, error });
      }
      return result;
    },
    gatherFacts: createGatherFacts(dataSource, facts),
    sendDigest: createSendDigest(parts),
    sendPage: createSendPage(parts),
  };
}

/** Null outside a worker. */
const currentRunId = (): string | null => asyncLocalStorage.getStore()?.info.workflowExecution?.runId ?? null;
