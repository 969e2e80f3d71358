import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import {
  deflated,
  docx,
  jpeg,
  ofd,
  paragraph,
  pdf,
  png,
  pptx,
  relationship,
  xlsx,
} from '../../../test/support/evidence/samples.js';
import { zipOf } from '../../../test/support/evidence/zip.js';
import { DEFAULT_LIMITS, type EvidenceLimits } from '../limits.js';
import { FileRefused } from '../refusal.js';
import { EVIDENCE_TYPES, TRAITS, type EvidenceType } from '../types.js';
import { examine } from './examine.js';

// Each PDF is read in a thread of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luze-examine-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Sent {
  readonly mediaType?: string;
  readonly taken?: readonly EvidenceType[];
  readonly limits?: Partial<EvidenceLimits>;
}

/** The type that is found, or the code of the refusal. */
async function judge(content: Buffer | string, name: string, sent: Sent = {}): Promise<string> {
  const { mediaType = 'application/octet-stream', taken = EVIDENCE_TYPES, limits = {} } = sent;
  const path = join(folder, 'file');
  await writeFile(path, content);
  try {
    return await examine(path, { name, mediaType }, taken, { ...DEFAULT_LIMITS, ...limits });
  } catch (error) {
    if (error instanceof FileRefused) return `refused: ${error.code}`;
    throw error;
  }
}

const MARK = '机密★1年';
const GBK_MARK = Buffer.from([0xbb, 0xfa, 0xc3, 0xdc]);
const GBK_TEXT = Buffer.from([0xbb, 0xe1, 0xd2, 0xe9]);

describe('what is what it says', () => {
  it.each([
    ['a.pdf', 'pdf', pdf()],
    ['a.docx', 'docx', docx()],
    ['a.xlsx', 'xlsx', xlsx(['姓名', '王'])],
    ['a.pptx', 'pptx', pptx('讲稿')],
    ['a.ofd', 'ofd', ofd([['10 10 50 5', '通知']])],
    ['a.png', 'png', png()],
    ['a.jpg', 'jpg', jpeg()],
    ['a.JPEG', 'jpg', jpeg()],
    ['a.txt', 'txt', '会议纪要\n到会七人'],
    ['a.txt', 'txt', '\ufeff会议纪要'],
    ['a.txt', 'txt', GBK_TEXT],
    ['a.csv', 'csv', '支部,人数\n一,"12"\n'],
  ] as const)('%s is %s', async (name, type, content) => {
    expect(await judge(content, name)).toBe(type);
    expect(await judge(content, name, { mediaType: TRAITS[type].mediaType })).toBe(type);
  });

  it('goes on with what documents ordinarily have', async () => {
    const media = { name: 'word/media/image1.png', content: png() };
    expect(
      await judge(docx({ parts: [media, relationship('hyperlink', 'https://example.org/')] }), 'a.docx'),
    ).toBe('docx');
    expect(await judge(docx({ body: paragraph('保守', '国家', '秘密，人人有责') }), 'a.docx')).toBe('docx');
    expect(
      await judge(pdf({ lines: ['国家秘密分为绝密、机密、秘密三级', '保守秘密'] }), '保密培训.pdf'),
    ).toBe('pdf');
  });
});

describe('what is disguised', () => {
  it.each([
    ['a program as a PDF', 'a.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), 'type-not-taken'],
    ['a PDF as an image', 'a.png', pdf(), 'type-mismatch'],
    ['an image as a document', 'a.docx', png(), 'type-mismatch'],
    ['a workbook as a document', 'a.docx', xlsx(['x']), 'type-mismatch'],
    ['an archive', 'a.zip', zipOf([{ name: 'a.txt', content: 'x' }]), 'type-not-taken'],
    ['an archive as a document', 'a.docx', zipOf([{ name: 'a.txt', content: 'x' }]), 'type-not-taken'],
    ['an old Office file', 'a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'type-not-taken'],
    ['a picture that is a page', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'type-mismatch'],
    ['a page', 'a.html', '<!doctype html><script>alert(1)</script>', 'type-mismatch'],
    ['a page as text', 'a.txt', '\n <html><script>alert(1)</script>', 'type-mismatch'],
    ['a script as text', 'a.txt', '#!/bin/sh\nid', 'type-mismatch'],
    ['data as text', 'a.txt', Buffer.from([0x41, 0x00, 0x42]), 'type-mismatch'],
    ['broken characters as text', 'a.txt', Buffer.from([0x41, 0xff, 0xff, 0x30]), 'type-mismatch'],
    ['text as a PDF', 'a.pdf', 'hello', 'type-mismatch'],
    ['nothing', 'a.txt', '', 'empty'],
    ['no extension', 'a', pdf(), 'type-mismatch'],
    ['two extensions', 'a.pdf.exe', pdf(), 'type-mismatch'],
    ['an image with an archive behind it', 'a.png', Buffer.concat([png(), docx()]), 'embedded-file'],
    ['a photograph with an archive behind it', 'a.jpg', Buffer.concat([jpeg(), docx()]), 'embedded-file'],
    ['a PDF with an archive behind it', 'a.pdf', Buffer.concat([pdf(), docx()]), 'embedded-file'],
    [
      'a PDF with a page behind it',
      'a.pdf',
      Buffer.concat([pdf(), Buffer.from('<script>')]),
      'embedded-file',
    ],
    ['a page in front of a PDF', 'a.pdf', Buffer.concat([Buffer.from('<html>'), pdf()]), 'type-mismatch'],
    ['a table that calls a program', 'a.csv', `a,b\n=cmd|' /C calc'!A0,1`, 'active-content'],
  ])('%s is refused', async (_, name, content, code) => {
    expect(await judge(content, name)).toBe(`refused: ${code}`);
  });

  it('the declared type has to agree, and the type to be taken', async () => {
    expect(await judge(pdf(), 'a.pdf', { mediaType: 'image/png' })).toBe('refused: type-mismatch');
    expect(await judge(pdf(), 'a.pdf', { taken: ['png'] })).toBe('refused: type-not-taken');
  });
});

describe('what is cut off', () => {
  it.each([
    ['a.pdf', pdf()],
    ['a.docx', docx()],
    ['a.xlsx', xlsx(['x'])],
    ['a.ofd', ofd([['0 0 1 1', 'x']])],
    ['a.png', png()],
    ['a.jpg', jpeg('')],
  ])('%s is refused', async (name, content) => {
    const end = name === 'a.jpg' ? content.length : content.length - 20;
    expect(await judge(content.subarray(0, end), name)).toBe('refused: damaged');
  });
});

describe('marks', () => {
  it.each([
    ['in a document', 'a.docx', docx({ body: paragraph(MARK) })],
    ['split over runs', 'a.docx', docx({ body: paragraph('机', '密', '★', '1', '年') })],
    ['with spaces', 'a.docx', docx({ body: paragraph('绝', ' ', '密') })],
    [
      'behind a tab',
      'a.docx',
      docx({ body: '<w:p><w:r><w:t>000001</w:t><w:tab/><w:t>秘密</w:t></w:r></w:p>' }),
    ],
    [
      'in a header',
      'a.docx',
      docx({
        parts: [{ name: 'word/header1.xml', content: `<w:hdr xmlns:w="w">${paragraph('【机密】')}</w:hdr>` }],
      }),
    ],
    [
      'in the properties',
      'a.docx',
      docx({
        parts: [
          {
            name: 'docProps/custom.xml',
            content: '<Properties><property name="密级"><lpwstr>秘密</lpwstr></property></Properties>',
          },
        ],
      }),
    ],
    [
      'in UTF-16',
      'a.docx',
      docx({
        parts: [
          {
            name: 'word/footer1.xml',
            content: Buffer.from(`\ufeff<w:ftr xmlns:w="w">${paragraph(MARK)}</w:ftr>`, 'utf16le'),
          },
        ],
      }),
    ],
    ['in a cell', 'a.xlsx', xlsx(['编号', '机密'])],
    [
      'over a sheet',
      'a.xlsx',
      xlsx(['x'], '<headerFooter><oddHeader>&amp;L绝密&amp;R第 &amp;P 页</oddHeader></headerFooter>'),
    ],
    ['on a slide', 'a.pptx', pptx(MARK)],
    ['in a PDF', 'a.pdf', pdf({ lines: ['报告', MARK] })],
    ['with spaces in a PDF', 'a.pdf', pdf({ lines: ['机　密'] })],
    [
      'in the title of a PDF',
      'a.pdf',
      pdf({ objects: ['<</Title(\xfe\xff\x67\x3a\x5b\xc6)>>'], trailer: '/Info 8 0 R' }),
    ],
    [
      'on a PDF as a note',
      'a.pdf',
      pdf({
        page: '/Annots[8 0 R]',
        objects: [
          '<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/DA(/F1 9 Tf)/Contents(\xfe\xff\x7e\xdd\x5b\xc6)>>',
        ],
      }),
    ],
    [
      'on a page in runs',
      'a.ofd',
      ofd([
        ['10 10 5 5', '机'],
        ['16 10 5 5', '密'],
        ['22 10.2 5 5', '★'],
      ]),
    ],
    ['in a text', 'a.txt', `标题\n${MARK}\n`],
    ['in GB18030', 'a.txt', GBK_MARK],
    ['in a table', 'a.csv', '编号,密级\n1,"机密"\n'],
    ['in the name', '机密-方案.pdf', pdf()],
  ])('%s are found', async (_, name, content) => {
    expect(await judge(content, name)).toBe('refused: marked-as-classified');
  });
});

describe('a document that does more than show something', () => {
  const rels = relationship;
  it.each([
    ['macros', docx({ parts: [{ name: 'word/vbaProject.bin', content: 'x' }] }), 'active-content'],
    [
      'macros by type',
      docx({ mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
      'active-content',
    ],
    ['controls', docx({ parts: [{ name: 'word/activeX/activeX1.xml', content: '<a/>' }] }), 'active-content'],
    [
      'a calling field',
      docx({
        body: '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x</w:instrText></w:r></w:p>',
      }),
      'active-content',
    ],
    [
      'a template elsewhere',
      docx({ parts: [rels('attachedTemplate', 'http://evil.example/a.dotm')] }),
      'external-content',
    ],
    ['a picture elsewhere', docx({ parts: [rels('image', '\\\\evil.example\\a.png')] }), 'external-content'],
    [
      'an embedded program',
      docx({ parts: [{ name: 'word/embeddings/oleObject1.bin', content: 'x' }] }),
      'embedded-file',
    ],
    [
      'an embedded workbook',
      docx({ parts: [{ name: 'word/embeddings/a.xlsx', content: xlsx(['x']) }] }),
      'embedded-file',
    ],
    [
      'a program as a picture',
      docx({ parts: [{ name: 'word/media/image1.png', content: 'MZ\x90' }] }),
      'embedded-file',
    ],
    [
      'an archive as a picture',
      docx({ parts: [{ name: 'word/media/image1.emf', content: zipOf([]) }] }),
      'embedded-file',
    ],
    [
      'entities',
      docx({ parts: [{ name: 'word/a.xml', content: '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>' }] }),
      'active-content',
    ],
    ['no XML', docx({ body: '<w:p>' }), 'damaged'],
    ['endless depth', docx({ body: '<w:p>'.repeat(1_000) + '</w:p>'.repeat(1_000) }), 'not-examinable'],
  ])('%s: refused', async (_, content, code) => {
    expect(await judge(content, 'a.docx')).toBe(`refused: ${code}`);
  });

  it.each([
    [
      'a script that runs when it is opened',
      { catalogue: '/OpenAction<</S/JavaScript/JS(app.alert(1))>>' },
      'active-content',
    ],
    [
      'a script written otherwise',
      { catalogue: '/OpenAction<</S/Java#53cript/#4aS(app.alert(1))>>' },
      'active-content',
    ],
    [
      'a program to start',
      {
        page: '/Annots[8 0 R]',
        objects: ['<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>'],
      },
      'active-content',
    ],
    [
      'a script in a packed object',
      { objects: [deflated('/Type/ObjStm/N 1/First 5', '9 0 <</S/JavaScript/JS(x)>>')] },
      'active-content',
    ],
    [
      'an attachment',
      { catalogue: '/Names<</EmbeddedFiles<</Names[(a)8 0 R]>>>>', objects: ['<</Type/Filespec/F(a)>>'] },
      'embedded-file',
    ],
    ['a form that is a program', { catalogue: '/AcroForm<</XFA[]/Fields[]>>' }, 'active-content'],
    [
      'encryption',
      {
        objects: [
          '<</Filter/Standard/V 1/R 2/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)/P -4>>',
        ],
        trailer: '/Encrypt 8 0 R/ID[(a)(a)]',
      },
      'encrypted',
    ],
  ])('a PDF with %s: refused', async (_, options, code) => {
    expect(await judge(pdf(options), 'a.pdf')).toBe(`refused: ${code}`);
  });
});

describe('what would take too much', () => {
  const zeros = Buffer.alloc(8 * 1024 * 1024);

  it.each([
    ['a part packed too tightly', docx({ parts: [{ name: 'word/a.xml', content: zeros }] }), {}],
    [
      'parts that are too much together',
      docx({ parts: [1, 2, 3].map((n) => ({ name: `word/${n}.xml`, content: '<a/>'.repeat(1_000) })) }),
      { maxUnpackedBytes: 8_000 },
    ],
    [
      'too many parts',
      docx({ parts: Array.from({ length: 50 }, (_, n) => ({ name: `word/${n}.xml`, content: '<a/>' })) }),
      { maxParts: 40 },
    ],
    [
      'parts that overlap',
      docx({ parts: [{ name: 'word/a.xml', content: '<a/>', says: { packed: 50_000 } }] }),
      {},
    ],
    ['too much text', docx({ body: paragraph('报告'.repeat(100)) }), { maxTextLength: 100 }],
  ] as const)('%s: refused', async (_, content, limits) => {
    expect(await judge(content, 'a.docx', { limits })).toBe('refused: not-examinable');
  });

  it('a part that is larger than it says is damaged', async () => {
    const liar = { name: 'word/a.xml', content: zeros, says: { size: 1_000 } };
    expect(await judge(docx({ parts: [liar] }), 'a.docx')).toBe('refused: damaged');
  });

  it.each(['../../evil.xml', '/etc/evil.xml', 'word\\evil.xml', 'C:/evil.xml'])(
    'a part called %s is refused',
    async (name) => {
      expect(await judge(docx({ parts: [{ name, content: '<a/>' }] }), 'a.docx')).toBe('refused: damaged');
    },
  );

  it('two parts of one name, an encrypted one, and an unknown packing are refused', async () => {
    const again = { name: 'WORD/document.xml', content: '<a/>' };
    expect(await judge(docx({ parts: [again] }), 'a.docx')).toBe('refused: damaged');
    const locked = { name: 'word/a.xml', content: '<a/>', says: { flags: 0x0801 } };
    expect(await judge(docx({ parts: [locked] }), 'a.docx')).toBe('refused: encrypted');
    const odd = { name: 'word/a.xml', content: '<a/>', says: { method: 99 } };
    expect(await judge(docx({ parts: [odd] }), 'a.docx')).toBe('refused: damaged');
  });

  it('a PDF that takes too long, has too many pages or unpacks without end is given up', async () => {
    expect(await judge(pdf(), 'a.pdf', { limits: { pdfTimeoutMs: 1 } })).toBe('refused: not-examinable');
    expect(await judge(pdf(), 'a.pdf', { limits: { maxPdfPages: 0 } })).toBe('refused: not-examinable');
    expect(await judge(pdf({ lines: ['报告'.repeat(50)] }), 'a.pdf', { limits: { maxTextLength: 10 } })).toBe(
      'refused: not-examinable',
    );
    const bomb = pdf({ objects: [deflated('/Type/ObjStm/N 1/First 5', Buffer.alloc(80 * 1024 * 1024))] });
    expect(await judge(bomb, 'a.pdf')).toBe('refused: not-examinable');
    // A page whose drawing is 200 MiB of nothing.
    const page = pdf({
      page: '/Contents 8 0 R',
      objects: [deflated('', Buffer.alloc(200 * 1024 * 1024, ' '))],
    });
    const limits = { pdfMemoryBytes: 64 * 1024 * 1024 };
    expect(await judge(page, 'a.pdf', { limits })).toBe('refused: not-examinable');
  });
});
