import { ApplicationFailure } from '@temporalio/common';
import PQueue from 'p-queue';
import type { DataSource, EntityManager } from 'typeorm';
import { FAILURES, type Activities } from '../libs/contracts/activities.js';
import type { CommandMessage } from '../libs/contracts/messages.js';
import type {
  DispatchBrief,
  Message,
  Parcel,
  SentPage,
  SentSoFar,
  Undelivered,
} from '../libs/domain/dispatch/dispatch.js';
import { dispatchSubject } from '../libs/domain/subject/ids.js';
import { addresseesOf } from '../libs/persistence/repositories/addressee.repository.js';
import { findCommands } from '../libs/persistence/repositories/ledger.repository.js';
import type { CommandGateway } from '../libs/temporal/command-gateway.js';
import { CommandRefused, SubjectNotRunning } from '../libs/temporal/errors.js';

/** Subjects told in one activity, so that little is sent twice when it breaks off. */
const PAGE_SIZE = 200;
/** Subjects told at once. */
const CONCURRENCY = 8;

export interface SendPageParts {
  readonly dataSource: DataSource;
  readonly gateway: Pick<CommandGateway, 'execute' | 'notify'>;
}

interface Page extends Pick<SentPage, 'last' | 'isLast'> {
  readonly parcels: readonly { readonly subject: string; readonly message: CommandMessage }[];
  readonly isNotice: boolean;
}

/**
 * Tells the next page of subjects. What one refuses, or no longer needs to hear, is an outcome; while Temporal is away it fails and is
 * repeated, under the same ids, so that nothing is done twice.
 */
export function createSendPage({ dataSource, gateway }: SendPageParts): Activities['sendPage'] {
  const { manager } = dataSource;
  const command = async (subject: string, message: CommandMessage): Promise<void> => {
    // It may have been taken before this was repeated, and the subject have closed since.
    if ((await findCommands(manager, subject, [message.id])).size === 0)
      await gateway.execute(subject, message);
  };
  return async ({ subject, sent }) => {
    const { parcels, isNotice, ...end } = await pageOf(manager, await briefOf(manager, subject), sent);
    const send = isNotice ? gateway.notify.bind(gateway) : command;
    const outcomes = new Map<object, Undelivered>();
    const sendInOrder = async (own: Page['parcels']): Promise<void> => {
      for (const parcel of own) {
        await send(parcel.subject, parcel.message).catch((error: unknown) =>
          outcomes.set(parcel, outcomeOf(parcel.subject, error)),
        );
      }
    };
    const queue = new PQueue({ concurrency: CONCURRENCY });
    await queue.addAll([...bySubject(parcels).values()].map((own) => () => sendInOrder(own)));
    const undelivered = parcels
      .map((parcel) => outcomes.get(parcel))
      .filter((outcome) => outcome !== undefined);
    return { accepted: parcels.length - undelivered.length, undelivered, ...end };
  };
}

async function briefOf(manager: EntityManager, subject: string): Promise<DispatchBrief> {
  const [row] = await manager.query<{ brief: DispatchBrief }[]>(
    `SELECT brief FROM subject WHERE id = $1 AND kind = 'dispatch'`,
    [subject],
  );
  if (row === undefined)
    throw ApplicationFailure.nonRetryable(`${subject} is not on record`, FAILURES.unknownSubject);
  return row.brief;
}

async function pageOf(manager: EntityManager, brief: DispatchBrief, sent: SentSoFar): Promise<Page> {
  if ('send' in brief) {
    const page = brief.send.slice(sent.count, sent.count + PAGE_SIZE);
    const parcels = page.map(({ subject, message }: Parcel, index) => ({
      subject,
      message: withId(message, `${dispatchSubject(brief.id)}/${sent.count + index}`),
    }));
    const isLast = sent.count + page.length >= brief.send.length;
    return { parcels, isNotice: false, last: null, isLast };
  }
  const { notice, to } = brief;
  const subjects = await addresseesOf(manager, to, { after: sent.last, limit: PAGE_SIZE });
  const message = withId(notice, dispatchSubject(brief.id));
  return {
    parcels: subjects.map((subject) => ({ subject, message })),
    isNotice: true,
    last: subjects.at(-1) ?? sent.last,
    isLast: subjects.length < PAGE_SIZE,
  };
}

const withId = (message: Message, id: string): CommandMessage => ({ id, ...message }) as CommandMessage;

/** What goes to one subject goes in its order. */
function bySubject(parcels: Page['parcels']): Map<string, Page['parcels']> {
  const groups = new Map<string, Page['parcels']>();
  for (const parcel of parcels) groups.set(parcel.subject, [...(groups.get(parcel.subject) ?? []), parcel]);
  return groups;
}

/** @throws what is no answer, and has to be tried again */
function outcomeOf(subject: string, error: unknown): Undelivered {
  if (error instanceof CommandRefused) return { subject, outcome: 'refused', code: error.refusal.code };
  if (error instanceof SubjectNotRunning) return { subject, outcome: 'not-running' };
  throw error;
}
