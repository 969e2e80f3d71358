import type { DataSource } from 'typeorm';
import type { Activities } from '../libs/contracts/activities.js';
import { bareId } from '../libs/domain/subject/ids.js';
import type { ToldKind } from '../libs/notification/digest.js';
import type { MailSender } from '../libs/notification/mail-sender.js';
import { recipientOf, unsentDigest } from '../libs/persistence/repositories/digest.repository.js';

export interface SendDigestParts {
  readonly dataSource: DataSource;
  readonly mail: Pick<MailSender, 'send'>;
}

/**
 * Sends a digest once more or for the first time: by its Message-ID it is one message either way. Nothing is left to send where it is
 * known to have been handed over, or where the recipient has no address any more.
 */
export function createSendDigest({ dataSource, mail }: SendDigestParts): Activities['sendDigest'] {
  return async ({ subject, messageId }) => {
    const officerId = bareId(subject);
    const rows = await unsentDigest(dataSource.manager, officerId, messageId);
    const recipient = await recipientOf(dataSource.manager, officerId);
    if (rows.length === 0 || recipient === undefined || recipient.address === null) return;
    await mail.send({
      messageId,
      to: { name: recipient.name, address: recipient.address },
      items: rows.map((row) => ({ ...row, kind: row.kind as ToldKind })),
      zone: recipient.zone ?? 'UTC',
    });
  };
}
