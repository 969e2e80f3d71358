import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'supertest';
import { Sessions } from '../../apps/api/auth/sessions.js';
import {
  deflated,
  docx,
  jpeg,
  paragraph,
  pdf,
  png,
  relationship,
  xlsx,
} from '../support/evidence/samples.js';
import { zipOf } from '../support/evidence/zip.js';
import { WorkingCourt, type Answer } from '../support/working-court.js';

let court: WorkingCourt;
let token: string;

beforeAll(async () => {
  court = await WorkingCourt.start();
  token = await court.api.app.get(Sessions).begin('head');
}, 60_000);

afterAll(() => court.close());

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const DECLARED = { unit: 'court', notClassified: 'true' };

interface Upload {
  readonly fields?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Uploads a file in the name of an officer. */
async function upload(
  officer: string,
  content: Buffer,
  filename: string,
  { fields = DECLARED, contentType = 'application/octet-stream', headers = {} }: Upload = {},
): Promise<Answer> {
  const test: Test = court.api.send(officer, 'post', '/evidence-files').set(headers);
  for (const [name, value] of Object.entries(fields)) void test.field(name, value);
  return (await test.attach('file', content, { filename, contentType })) as unknown as Answer;
}

/** What the answer says, and that nothing of it was kept. */
async function refusedAs(ask: () => Promise<Answer>): Promise<string> {
  const before = await counts();
  const { status, body } = await ask();
  await settled();
  expect(await counts()).toEqual(before);
  return `${status} ${body.code}`;
}

const counts = async (): Promise<unknown> => {
  const [rows] = await court.api.dataSource.query<[object]>(
    `SELECT (SELECT count(*) FROM evidence_file) AS files, (SELECT count(*) FROM evidence_upload) AS uploads,
            (SELECT count(*) FROM ledger_entry) AS entries`,
  );
  return { ...rows, kept: (await court.api.evidenceFiles()).length };
};

/** What was discarded is gone from the disk. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const waiting = (await court.api.evidenceFiles()).filter((name) => !/^[0-9a-f]{64}$/.test(name));
    if (waiting.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('something was left behind');
}

describe('an upload', () => {
  it('is kept once, under what it holds, with who declared it not classified', async () => {
    const content = pdf({ lines: ['第一季度'] });
    const first = await upload('head', content, '../季度/报告\u202e.pdf');
    expect(first).toMatchObject({
      status: 201,
      body: { sha256: sha256(content), name: '报告.pdf', type: 'application/pdf', sizeBytes: content.length },
    });
    const before = await court.api.evidenceFiles();
    expect(before).toEqual([sha256(content)]);
    const again = await upload('head', content, '报告.pdf');
    expect(again).toMatchObject({ status: 201, body: first.body });
    await settled();
    expect(await court.api.evidenceFiles()).toEqual(before);
    const declared = await court.api.dataSource.query<object[]>(
      `SELECT kind, actor, body FROM ledger_entry WHERE subject = $1`,
      [`file/${sha256(content)}`],
    );
    expect(declared).toEqual([
      {
        kind: 'file-declared',
        actor: 'head',
        body: { unitId: 'court', type: 'pdf', sizeBytes: content.length, notClassified: true },
      },
    ]);
  });

  it('repeated under its key is answered alike, and another file under it is refused', async () => {
    const headers = { 'Idempotency-Key': 'one-upload' };
    const first = await upload('head', png(), 'a.png', { headers });
    const again = await upload('head', png(), 'a.png', { headers });
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
    const other = () => upload('head', jpeg(), 'a.jpg', { headers });
    expect(await refusedAs(other)).toBe('422 idempotency-key-reused');
  });

  it('says what it is for, and declares that nothing in it is classified', async () => {
    for (const [fields, pointer] of [
      [{ unit: 'court' }, '/notClassified'],
      [{ unit: 'court', notClassified: 'false' }, '/notClassified'],
      [{ notClassified: 'true' }, '/unit'],
      [{ ...DECLARED, unit: 'nowhere' }, '/unit'],
      [{ ...DECLARED, more: 'x' }, '/more'],
      [{ ...DECLARED, __proto__x: 'x' }, '/__proto__x'],
    ] as const) {
      const before = await counts();
      const answer = await upload('head', png(), 'a.png', { fields });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
      await settled();
      expect(await counts()).toEqual(before);
    }
    const without = await court.api
      .send('head', 'post', '/evidence-files')
      .field('unit', 'court')
      .field('notClassified', 'true');
    expect(without).toMatchObject({ status: 400, body: { errors: [{ pointer: '/file' }] } });
  });

  it('is a form, and from somebody who is known', async () => {
    const json = await court.api.send('head', 'post', '/evidence-files').send({ unit: 'court' });
    expect(json.status).toBe(415);
    const noBoundary = await court.api
      .send('head', 'post', '/evidence-files')
      .set('Content-Type', 'multipart/form-data')
      .send('nothing');
    expect(noBoundary.status).toBe(400);
    const nobody = await court.api.send(null, 'post', '/evidence-files').attach('file', png(), 'a.png');
    expect(nobody.status).toBe(401);
    const two = court.api
      .send('head', 'post', '/evidence-files')
      .attach('file', png(), 'a.png')
      .attach('file', png(), 'b.png');
    expect((await two).status).toBe(400);
    await settled();
  });
});

const MIB = 1024 * 1024;
const marked = paragraph('机', '密★1年');

describe('what is refused leaves nothing behind', () => {
  it.each([
    ['too large', Buffer.alloc(MIB + 1, 'a'), 'a.txt', '413 file-too-large'],
    ['a program', Buffer.from('MZ\x90\x00', 'latin1'), 'a.pdf', '415 type-not-taken'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.html', '415 type-mismatch'],
    ['a picture that is a page', Buffer.from('<svg onload="alert(1)"/>'), 'a.png', '415 type-mismatch'],
    ['an image as a PDF', png(), 'a.pdf', '415 type-mismatch'],
    ['a double extension turned around', pdf(), 'invoice\u202efdp.exe', '415 type-mismatch'],
    ['an image with an archive behind it', Buffer.concat([png(), docx()]), 'a.png', '422 embedded-file'],
    ['cut off', docx().subarray(0, -30), 'a.docx', '422 damaged'],
    [
      'a bomb',
      docx({ parts: [{ name: 'word/a.xml', content: Buffer.alloc(20 * MIB) }] }),
      'a.docx',
      '422 not-examinable',
    ],
    [
      'an archive in a document',
      docx({ parts: [{ name: 'word/media/a.png', content: zipOf([]) }] }),
      'a.docx',
      '422 embedded-file',
    ],
    [
      'a part that leads out',
      docx({ parts: [{ name: '../../../etc/cron.d/a.xml', content: '<a/>' }] }),
      'a.docx',
      '422 damaged',
    ],
    [
      'macros',
      docx({ parts: [{ name: 'word/vbaProject.bin', content: 'x' }] }),
      'a.docx',
      '422 active-content',
    ],
    [
      'a template elsewhere',
      docx({ parts: [relationship('attachedTemplate', 'http://evil.example/')] }),
      'a.docx',
      '422 external-content',
    ],
    [
      'a script in a PDF',
      pdf({ catalogue: '/OpenAction<</S/JavaScript/JS(app.alert(1))>>' }),
      'a.pdf',
      '422 active-content',
    ],
    [
      'a bomb in a PDF',
      pdf({ objects: [deflated('/Type/ObjStm/N 1/First 5', Buffer.alloc(80 * MIB))] }),
      'a.pdf',
      '422 not-examinable',
    ],
    [
      'encrypted',
      pdf({
        objects: [
          '<</Filter/Standard/V 1/R 2/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)/P -4>>',
        ],
        trailer: '/Encrypt 8 0 R/ID[(a)(a)]',
      }),
      'a.pdf',
      '422 encrypted',
    ],
    ['a marked document', docx({ body: marked }), 'a.docx', '422 marked-as-classified'],
    ['a marked PDF', pdf({ lines: ['绝 密 ★ 长期'] }), 'a.pdf', '422 marked-as-classified'],
    ['a marked workbook', xlsx(['秘密']), 'a.xlsx', '422 marked-as-classified'],
    ['a marked name', png(), '【机密】.png', '422 marked-as-classified'],
    ['nothing', Buffer.alloc(0), 'a.txt', '422 empty'],
  ])('%s', async (_, content, name, code) => {
    expect(await refusedAs(() => upload('head', content, name))).toBe(code);
  });

  it('a type that is declared and does not fit', async () => {
    expect(await refusedAs(() => upload('head', png(), 'a.png', { contentType: 'text/html' }))).toBe(
      '415 type-mismatch',
    );
  });

  it('what breaks off', async () => {
    const before = await counts();
    const { port } = court.api.app.getHttpServer().address() as AddressInfo;
    for (const isCut of [true, false]) {
      const head = Buffer.from(
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' +
          'text '.repeat(20_000),
      );
      const sent = httpRequest({
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/v1/evidence-files',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'multipart/form-data; boundary=b',
          'Content-Length': isCut ? head.length + 1_000 : head.length,
        },
      });
      const over = isCut ? new Promise((resolve) => sent.once('close', resolve)) : once(sent, 'response');
      sent.on('error', () => undefined);
      sent.write(head);
      if (isCut) {
        // It has begun to arrive when the sender goes away.
        while ((await court.api.evidenceFiles()).every((name) => /^[0-9a-f]{64}$/.test(name)))
          await new Promise((resolve) => setTimeout(resolve, 5));
        sent.destroy();
        await over;
      } else {
        sent.end();
        const [response] = (await over) as [{ statusCode: number; resume(): void }];
        response.resume();
        expect(response.statusCode).toBe(400);
      }
      await settled();
    }
    expect(await counts()).toEqual(before);
  });

  it('what says beforehand that it is too large', async () => {
    expect(await refusedAs(() => upload('head', Buffer.alloc(3 * MIB, 'a'), 'a.txt'))).toBe(
      '413 file-too-large',
    );
  });
});

const EVIDENCE = [{ name: 'report', title: { zh: '报告', en: 'Report' } }];

describe('a file as evidence', () => {
  it('is named by its digest, and read by whoever may see the obligation', async () => {
    const content = docx({ body: paragraph('会议纪要') });
    const { body: file } = await upload('head', content, '会议纪要 1.docx');
    const path = `/evidence-files/${file.sha256}`;
    expect((await court.get('vice-president', path)).status).toBe(404);
    const task = await court.open({ evidence: EVIDENCE, review: { within: { workingDays: 5 } } });
    const items = [{ requirement: 'report', file: file.sha256 }];
    expect(await court.tell('head', task, 'evidence', { items })).toBe('201 recorded');
    const got = await court.api
      .send('auditor', 'get', path)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(got.status).toBe(200);
    expect(sha256(got.body as Buffer)).toBe(file.sha256);
    expect(got.headers).toMatchObject({
      'content-disposition': expect.stringContaining(
        `filename*=UTF-8''${encodeURIComponent('会议纪要 1.docx')}`,
      ) as string,
      'content-type': file.type,
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    expect(got.headers['content-disposition']).toMatch(/^attachment;/);
    for (const officer of ['head', 'vice-president', 'clerk', 'auditor'])
      expect({ officer, status: (await court.get(officer, path)).status }).toEqual({ officer, status: 200 });
    for (const officer of ['other-admin', 'other-auditor', 'member-2'])
      expect({ officer, status: (await court.get(officer, path)).status }).toEqual({ officer, status: 404 });
  });

  it('has to be there, and the caller has to see it', async () => {
    const task = await court.open({ evidence: EVIDENCE });
    const { body: foreign } = await upload('other-admin', pdf({ lines: ['别的法院'] }), 'a.pdf', {
      fields: { ...DECLARED, unit: 'other-court' },
    });
    for (const file of ['0'.repeat(64), foreign.sha256 as string]) {
      const items = [{ requirement: 'report', file }];
      const answer = await court.send('head', 'post', `/obligations/${task.id}/evidence`, { items });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/items/0/file' }] } });
    }
    expect((await court.get('other-auditor', `/evidence-files/${foreign.sha256}`)).status).toBe(200);
    expect((await court.get('auditor', `/evidence-files/${foreign.sha256}`)).status).toBe(404);
    expect((await court.get('head', '/evidence-files/nothing')).status).toBe(400);
  });
});
