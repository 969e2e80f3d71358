import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Digest } from './digest.js';
import { renderDigest } from './render-digest.js';

export interface MailSender {
  /**
   * Hands a digest over. Sending the same one twice is harmless: it is one message by its Message-ID.
   *
   * @throws Error when it could not be handed over; trying again later is the caller's business
   */
  send(digest: Digest): Promise<void>;
  close(): void;
}

export interface MailOptions {
  /** Where mail is handed over, such as `smtp://user:password@host:587`; without it each mail becomes a file. */
  readonly smtpUrl?: string;
  /** The folder of those files; it is made when it is first needed. */
  readonly mailDir: string;
  /** A mail address, with or without a name before it. */
  readonly from: string;
}

export function createMailSender({ smtpUrl, mailDir, from }: MailOptions): MailSender {
  const compose = (digest: Digest) => ({
    from,
    to: digest.to,
    messageId: digest.messageId,
    // So that absence notes and the like do not answer (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...renderDigest(digest),
  });

  if (smtpUrl !== undefined) {
    const smtp = createTransport({
      url: smtpUrl,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    });
    return { send: async (digest) => void (await smtp.sendMail(compose(digest))), close: () => smtp.close() };
  }

  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(digest) {
      const { message } = await composer.sendMail(compose(digest));
      await mkdir(mailDir, { recursive: true, mode: 0o700 });
      const file = join(mailDir, `${digest.messageId.replaceAll(/[^\w.-]+/g, '')}.eml`);
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    close: () => composer.close(),
  };
}
