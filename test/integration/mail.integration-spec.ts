import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { Digest } from '../../libs/notification/digest.js';
import { createMailSender } from '../../libs/notification/mail-sender.js';
import { messageIdOf } from '../../libs/notification/message-id.js';

const digest: Digest = {
  messageId: messageIdOf(['n1', 'n2']),
  to: { name: '王 "主任"\r\nBcc: x@example.org', address: 'wang@court.example' },
  zone: 'Asia/Shanghai',
  items: [
    {
      kind: 'stage-opened',
      action: null,
      obligationId: 'study.2027-01-01',
      obligation: { zh: '专题研究', en: 'Topic study' },
      stage: null,
      party: null,
      at: '2027-01-01T01:00:00.000Z',
      due: '2027-06-30T15:59:59.999Z',
    },
  ],
};
const from = 'Luze <luze@court.example>';

/** An SMTP server that keeps what it is sent; it refuses the recipients of `refused.example`. */
async function smtpSink() {
  const received: { to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.endsWith('@refused.example') ? new Error('no such mailbox') : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}

describe('mail over SMTP', () => {
  it('reaches the recipient and nobody else, under the Message-ID of its rows', async () => {
    const sink = await smtpSink();
    const sender = createMailSender({ smtpUrl: sink.url, mailDir: '/nowhere', from });
    await sender.send(digest);
    sender.close();
    await sink.close();
    expect(sink.received).toHaveLength(1);
    const [{ to, raw }] = sink.received as [{ to: string[]; raw: string }];
    expect(to).toEqual(['wang@court.example']);
    expect(raw).toContain(`Message-ID: ${digest.messageId}`);
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(raw).not.toMatch(/^Bcc/m);
  });

  it('fails when the server does not take it, so that it is tried again', async () => {
    const sink = await smtpSink();
    const sender = createMailSender({ smtpUrl: sink.url, mailDir: '/nowhere', from });
    const nobody = { ...digest, to: { name: 'Nobody', address: 'nobody@refused.example' } };
    await expect(sender.send(nobody)).rejects.toThrow();
    sender.close();
    await sink.close();
    expect(sink.received).toHaveLength(0);
  });
});

describe('mail without a server', () => {
  it('becomes a file, and one file when it is sent twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'luze-mail-'));
    try {
      const sender = createMailSender({ mailDir: join(folder, 'mail'), from });
      await sender.send(digest);
      await sender.send(digest);
      sender.close();
      const files = await readdir(join(folder, 'mail'));
      expect(files).toEqual([`${digest.messageId.slice(1, -1).replace('@', '')}.eml`]);
      const eml = await readFile(join(folder, 'mail', files[0] as string), 'utf8');
      expect(eml).toContain('wang@court.example');
      expect(eml).toContain(`Message-ID: ${digest.messageId}`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
