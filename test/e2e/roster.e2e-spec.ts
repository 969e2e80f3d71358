import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { startTestApi, type TestApi } from '../support/api.js';
import { zipOf } from '../support/evidence/zip.js';

const HEADINGS = [
  '单位 Unit',
  '岗位 Post',
  '姓名 Name',
  '邮箱 E-mail',
  '用户名 User name',
  '角色 Roles',
  '任职起始日 From date',
];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const unit = { id: 'bench', parent: 'court', title: { zh: '合议庭', en: 'Bench' } };
  expect((await api.send('admin', 'post', '/units').send(unit)).status).toBe(201);
  for (const id of ['bench-head', 'bench-judge', 'bench-clerk']) {
    const post = { id, unit: 'bench', title: { zh: id, en: id }, kind: id, managedBy: 'president' };
    expect((await api.send('admin', 'post', '/posts').send(post)).status).toBe(201);
  }
}, 60_000);
afterAll(() => api.close());

const roster = (...rows: SheetData): Promise<Buffer> =>
  writeXlsxFile([{ sheet: 'Sheet1', data: [HEADINGS, ...rows] }]).toBuffer();

const upload = (file: Buffer, query = '', officer = 'admin', name = 'file') =>
  api
    .send(officer, 'post', `/officers/imports${query}`)
    .attach(name, file, { filename: 'roster.xlsx', contentType: XLSX });

const faultsOf = async (file: Buffer): Promise<string[]> => {
  const { status, body } = await upload(file, '?preview=true');
  expect(status).toBe(200);
  return (body.faults as { cell: string; detail: string }[]).map(({ cell, detail }) => `${cell} ${detail}`);
};

/** Cut off at each cell: which cells are at fault. */
const cellsOf = async (file: Buffer): Promise<string[]> =>
  (await faultsOf(file)).map((fault) => fault.split(' ')[0] as string);

const good: SheetData = [
  ['bench', 'bench-head', '赵一', 'zhao@court.example', 'zhao.yi', 'clerk, supervisor', '2027-03-01'],
  [
    'bench',
    'bench-judge',
    '赵一',
    'zhao@court.example',
    'zhao.yi',
    null,
    { value: new Date('2027-04-01'), type: Date, format: 'yyyy-mm-dd' },
  ],
  ['bench', null, '钱<二>', null, 'qian.er', null, null],
  ['bench', 'bench-clerk', '孙三', null, null, null, '2027-03-01'],
];

describe('the template', () => {
  it('lists the units and posts of whoever asks, and is imported once it is filled in', async () => {
    const { status, headers, body } = await api
      .send('admin', 'get', '/officers/imports/template')
      .buffer()
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      XLSX,
      'attachment; filename="roster.xlsx"',
    ]);
    // As it is, it has an example and nobody to import.
    expect(await faultsOf(body as Buffer)).toEqual(['Roster!A2 there is nobody in this roster']);
  });
});

describe('a preview', () => {
  it('tells what would happen, and writes nothing', async () => {
    const before = await api.countAll();
    const { status, body } = await upload(await roster(...good), '?preview=true');
    expect([status, body]).toEqual([
      200,
      { isPreview: true, officers: 3, tenures: 3, accounts: 2, roles: 2, faults: [], slips: [] },
    ]);
    expect(await api.countAll()).toEqual(before);
  });

  it('names every fault by its cell, and an import of the same is refused whole', async () => {
    const before = await api.countAll();
    const bad = await roster(
      good[0] as never,
      ['palace', null, '李四', null, null, null, null],
      ['bench', 'president', '周五', 'not a mail', 'Zhou', 'king', '2027-02-30'],
      ['bench', 'bench-head', '吴六', null, 'head', null, '2027-03-01'],
      ['court', 'president', '郑七', null, null, null, '2027-03-01'],
      ['bench', 'bench-judge', '王八', null, null, 'auditor', null],
      [null, null, '冯九', null, null, null, null],
      ['other-court', null, '陈十', null, null, null, null],
      ['bench', null, '褚一', null, 'zhao.yi', 'clerk', null],
    );
    expect(await faultsOf(bad)).toEqual([
      'Sheet1!D4 must be a mail address',
      expect.stringContaining('Sheet1!E4 must be 1 to 64 lower-case letters'),
      expect.stringContaining('Sheet1!F4 must be roles'),
      'Sheet1!G4 must be a day, such as 2027-03-01',
      'Sheet1!G7 is missing: since when is the post held',
      'Sheet1!E7 is missing: who has a role has to sign in',
      'Sheet1!A8 is missing',
      'Sheet1!A3 there is no such unit',
      'Sheet1!E5 somebody else signs in with this name',
      'Sheet1!B5 is held by the row of Sheet1!B2 already',
      'Sheet1!B6 somebody holds this post at that time: end that tenure first',
      'Sheet1!A9 you do not administer this unit',
      expect.stringContaining('Sheet1!C10 is another one than in Sheet1!C2'),
      expect.stringContaining('Sheet1!D10 is another one'),
      expect.stringContaining('Sheet1!F10 stand in the first row'),
    ]);
    const { status, body } = await upload(bad);
    expect([status, body.errors[0]]).toEqual([
      400,
      { pointer: '/file/Sheet1!D4', detail: 'must be a mail address' },
    ]);
    expect(body.errors).toHaveLength(15);
    for (const person of ['李四', '周五', 'not a mail']) expect(JSON.stringify(body)).not.toContain(person);
    expect(await api.countAll()).toEqual(before);
  });

  it('takes headings in either language and any order, and says which it does not know', async () => {
    const file = (headings: string[], row: string[]) =>
      writeXlsxFile([{ sheet: 'Sheet1', data: [headings, row] }]).toBuffer();
    expect(await faultsOf(await file(['姓名', 'unit'], ['李四', 'bench']))).toEqual([]);
    expect(await faultsOf(await file(['姓名', '住址', '姓名'], ['李四', 'x', 'y']))).toEqual([
      'Sheet1!B1 is no heading of a roster: see the template',
      'Sheet1!C1 stands twice',
      'Sheet1!A1 there is no column "单位 Unit"',
    ]);
  });
});

describe('a hostile file', () => {
  it.each<[string, () => Promise<Buffer>, string[]]>([
    [
      'a formula',
      () => roster(['bench', null, { value: '=HYPERLINK("http://x")', type: 'Formula' } as never]),
      ['Sheet1!C2'],
    ],
    ['a merged cell', () => roster(['bench', null, { value: '李四', columnSpan: 2 }, null]), ['Sheet1!C2']],
    ['a number for a name', () => roster(['bench', null, 42]), ['Sheet1!C2']],
    ['a truth for a unit', () => roster([true, null, '李四']), ['Sheet1!A2']],
    [
      'a day of another age',
      () => roster(['bench', 'bench-head', '李四', null, null, null, -1]),
      ['Sheet1!G2'],
    ],
    ['half a day', () => roster(['bench', 'bench-head', '李四', null, null, null, 46_000.5]), ['Sheet1!G2']],
  ])('with %s is told the cell', async (_, file, cells) => {
    expect(await cellsOf(await file())).toEqual(cells);
  });

  const workbook = (sheet: string): Buffer =>
    zipOf([
      {
        name: '[Content_Types].xml',
        content:
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      },
      {
        name: 'xl/workbook.xml',
        content: '<workbook><sheets><sheet name="Sheet1" r:id="r1" xmlns:r="r"/></sheets></workbook>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ]);
  const manyRows = Array.from(
    { length: 1_200 },
    (_, n) => `<row r="${n + 1}"><c r="A${n + 1}" t="inlineStr"><is><t>x</t></is></c></row>`,
  );

  it.each<[string, () => Buffer | Promise<Buffer>, number, string]>([
    ['is no workbook', () => Buffer.from('unit,post,name'), 400, 'damaged'],
    ['is cut off', async () => (await roster(...good)).subarray(0, 900), 400, 'damaged'],
    ['is another kind of zip', () => zipOf([{ name: 'a.txt', content: 'a' }]), 415, 'XLSX'],
    [
      'unpacks without end',
      () => workbook(`<worksheet>${' '.repeat(30 * 1024 * 1024)}</worksheet>`),
      400,
      'too much',
    ],
    [
      'has too many rows',
      () => workbook(`<worksheet><sheetData>${manyRows.join('')}</sheetData></worksheet>`),
      400,
      '1000 rows',
    ],
    [
      'has entities of its own',
      () => workbook('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
      400,
      'act by itself',
    ],
    [
      'has columns out there',
      () =>
        workbook('<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'),
      400,
      '40 columns',
    ],
    ['has nothing in it', () => workbook('<worksheet/>'), 400, 'there is no column'],
  ])('that %s is refused, and nothing is written', async (_, file, status, says) => {
    const before = await api.countAll();
    const answer = await upload(await file());
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(says);
    expect(await api.countAll()).toEqual(before);
  });

  it('is no body of another form, under another name, or larger than is taken', async () => {
    const send = () => api.send('admin', 'post', '/officers/imports');
    expect((await send().send({ file: 'x' })).status).toBe(415);
    expect((await send().set('Content-Type', 'multipart/form-data').send('x')).status).toBe(400);
    expect((await upload(await roster(...good), '', 'admin', 'roster')).body.errors).toEqual([
      { pointer: '/file', detail: 'is missing' },
    ]);
    expect((await upload(Buffer.alloc(3 * 1024 * 1024))).status).toBe(413);
  });
});

describe('an import', () => {
  it('makes everybody known at once, and shows each their slip once', async () => {
    const { status, headers, body } = await upload(await roster(...good));
    expect([status, headers['cache-control']]).toEqual([201, 'no-store']);
    expect(body).toMatchObject({
      isPreview: false,
      officers: 3,
      tenures: 3,
      accounts: 2,
      roles: 2,
      faults: [],
    });
    expect(body.slips.map(({ username }: { username: string }) => username)).toEqual(['zhao.yi', 'qian.er']);

    const { username, oneTimePassword: password } = body.slips[0];
    const login = await api.send(null, 'post', '/auth/login').send({ username, password });
    expect(login.status).toBe(200);
    const me = await api.raw('get', '/api/v1/me').set('Authorization', `Bearer ${login.body.accessToken}`);
    expect(me.body).toMatchObject({ mustChangePassword: true });

    const tenures = await api.send('auditor', 'get', '/posts/bench-judge/tenures');
    // Midnight in Shanghai, of a day that the sheet holds as a number.
    expect(tenures.body.items).toMatchObject([{ from: '2027-03-31T16:00:00.000Z', to: null }]);
    const officer = tenures.body.items[0].officer as string;
    const roles = await api.send('admin', 'get', `/officers/${officer}/roles`);
    expect(roles.body.items).toEqual([
      { role: 'clerk', unit: 'bench' },
      { role: 'supervisor', unit: 'bench' },
    ]);
    expect((await upload(await roster(...good))).body.errors).toContainEqual({
      pointer: '/file/Sheet1!E2',
      detail: 'somebody else signs in with this name',
    });
  });

  it('leaves no name, address, user name or password in the ledger', async () => {
    const [{ all }] = await api.dataSource.query<[{ all: string }]>(
      `SELECT string_agg(kind || subject || body::text, ' ') AS all FROM ledger_entry
       WHERE subject NOT LIKE 'calendar/%'`,
    );
    expect(all).toContain('officer-set');
    for (const secret of ['赵一', 'zhao', 'qian', '$argon2']) expect(all).not.toContain(secret);
  });

  it('answers a page to print where that is asked for', async () => {
    const { status, headers, text } = await upload(
      await roster(['bench', null, '<b>卫</b>', null, 'wei.yi', null, null]),
    ).set('Accept', 'text/html');
    expect([status, headers['cache-control']]).toEqual([201, 'no-store']);
    expect(headers['content-type']).toContain('text/html');
    expect(text).toContain('&lt;b&gt;卫&lt;/b&gt;');
    expect(text).not.toContain('<b>卫');
    expect(text).toMatch(/一次性密码 One-time password<\/dt><dd><code>[0-9a-f]{6}(-[0-9a-f]{6})+<\/code>/);
    expect(text).toContain('break-after: page');
  });

  it('is for administrators alone', async () => {
    expect((await upload(await roster(...good), '?preview=true', 'clerk')).status).toBe(403);
    expect(await cellsOf(await roster(['bench', null, '蒋二']))).toEqual([]);
    const { body } = await upload(await roster(['bench', null, '蒋二']), '?preview=true', 'other-admin');
    expect(body.faults).toEqual([{ cell: 'Sheet1!A2', detail: 'you do not administer this unit' }]);
  });
});
