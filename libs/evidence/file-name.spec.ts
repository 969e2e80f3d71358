import { extensionOf, safeName } from './file-name.js';

it.each([
  ['会议纪要.pdf', '会议纪要.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system32\\cmd.exe', 'cmd.exe'],
  ['C:\\Users\\wang\\纪要.docx', '纪要.docx'],
  ['/absolute/纪要.docx', '纪要.docx'],
  ['e\u0301te\u0301.pdf', 'été.pdf'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\u200Bb\u2066c\uFEFF.pdf', 'abc.pdf'],
  ['a\r\nSet-Cookie: x=1.pdf', 'a Set-Cookie_ x=1.pdf'],
  ['a\0b.pdf', 'ab.pdf'],
  ['a"b<c>d|e?f*g.pdf', 'a_b_c_d_e_f_g.pdf'],
  ['CON.txt', '_CON.txt'],
  ['nul', '_nul'],
  ['com1.tar.gz', '_com1.tar.gz'],
  ['console.txt', 'console.txt'],
  ['.htaccess', 'htaccess'],
  ['...', 'file'],
  ['', 'file'],
  ['report.pdf. . ', 'report.pdf'],
  ['\ud800.pdf', 'pdf'],
])('%j becomes %j', (given, safe) => {
  expect(safeName(given)).toBe(safe);
});

it('is at most 200 bytes long, with its extension and no character cut', () => {
  const name = safeName(`${'纪'.repeat(500)}.docx`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  expect(name).toMatch(/^纪+\.docx$/);
  expect(safeName(name)).toBe(name);
});

it('tells the extension', () => {
  expect(['a.PDF', 'a.tar.gz', 'a', '.a', 'a.'].map(extensionOf)).toEqual(['pdf', 'gz', '', '', '']);
});
