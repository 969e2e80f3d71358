import { readFigures, writeFigures, type BranchFinder } from './read-figures.js';

const UNITS: Readonly<Record<string, string>> = { 第一支部: 'branch-1', 第二支部: 'branch-2' };
const find: BranchFinder = (text) => {
  const id = UNITS[text] ?? Object.values(UNITS).find((known) => known === text);
  return id === undefined ? { detail: 'is no unit' } : { id };
};
const HEADINGS = 'branch,members,registered,active,averagePoints';
const read = (...lines: string[]) => readFigures(lines.join('\n'), find);
const places = (...lines: string[]) => read(...lines).faults.map(({ line, column }) => `${line}:${column}`);

const ROWS = [
  { branch: 'branch-1', members: 20, registered: 18, active: 9, averagePoints: 31.5 },
  { branch: 'branch-2', members: 0, registered: 0, active: 0, averagePoints: 0 },
];

it.each([
  ['in English', `${HEADINGS}\nbranch-1,20,18,9,31.5\nbranch-2,0,0,0,0`],
  [
    'in Chinese, as a spreadsheet saves it',
    '\uFEFF支部,党员数,注册人数,活跃人数,平均分\r\n第一支部,20,18,9,31.5\r\n第二支部,0,0,0,0\r\n,,,,\r\n',
  ],
  [
    'in another order, quoted, with blanks',
    'Average points, Active,Registered,Members,Unit\n\n"31.5",9,18, 20 ,第一支部\n0,0,0,0,"branch-2"\n',
  ],
])('reads figures %s', (_, text) => {
  expect(readFigures(text, find)).toEqual({ rows: ROWS, faults: [] });
});

it('reads what it has written', () => {
  expect(readFigures(writeFigures(ROWS), find).rows).toEqual(ROWS);
});

it.each(['姓名', '手机号', '身份证号', '学习账号', 'Name', 'user_name', 'Phone No.', 'ID number', 'E-mail'])(
  'refuses the column "%s", whatever stands below it, and does not repeat it',
  (heading) => {
    const { rows, faults } = read(`${HEADINGS},${heading}`, 'branch-1,20,18,9,31.5,');
    expect(rows).toEqual([]);
    expect(faults).toMatchObject([{ line: 1, column: 6 }]);
    expect(faults[0]?.detail).toMatch(/about persons: only totals and averages per branch/);
    expect(faults[0]?.detail).not.toContain(heading);
  },
);

it.each([
  ['nothing', [''], ['1:1', '1:1', '1:1', '1:1', '1:1']],
  ['no rows', [HEADINGS], ['2:1']],
  ['an unknown column', [`${HEADINGS},remarks`, 'branch-1,1,1,1,1,x'], ['1:6']],
  ['a column twice', [`${HEADINGS},active`], ['1:6']],
  ['a cell without a heading', [HEADINGS, 'branch-1,1,1,1,1,x'], ['2:6']],
  ['a missing cell', [HEADINGS, 'branch-1,1,1,1'], ['2:5']],
  ['an unknown branch', [HEADINGS, '', 'branch-3,1,1,1,1'], ['3:1']],
  ['a branch twice', [HEADINGS, 'branch-1,1,1,1,1', '第一支部,2,2,2,2'], ['3:1']],
  ['more registered than members', [HEADINGS, 'branch-1,1,2,1,1'], ['2:3']],
  ['more active than registered', [HEADINGS, 'branch-1,3,1,2,1'], ['2:4']],
  ['what is below 0', [HEADINGS, 'branch-1,3,2,1,-1'], ['2:5']],
  ['formulas', [HEADINGS, 'branch-1,=1+1,"=SUM(A1,A2)",+1,1e3'], ['2:2', '2:3', '2:4', '2:5']],
  [
    'faults in several rows',
    [HEADINGS, 'branch-1,a,1,1,1', 'branch-2,1,1,1,1', 'x,1,1,0.5,1'],
    ['2:2', '4:1', '4:4'],
  ],
  ['an open quotation mark', [HEADINGS, '"branch-1,1,1,1,1', 'branch-2,1,1,1,1'], ['3:1']],
  ['a quotation mark inside', [HEADINGS, 'branch-1,1"2,1,1,1'], ['2:1']],
  ['too many rows', [HEADINGS, ...Array.from({ length: 1_001 }, () => 'branch-1,1,1,1,1')], ['1002:1']],
])('names %s by line and column', (_, lines, expected) => {
  expect(read(...lines).rows).toEqual([]);
  expect(places(...lines)).toEqual(expected);
});
