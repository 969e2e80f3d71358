import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Post, Unit } from '../domain/organisation/organisation.js';
import { COLUMNS, EXAMPLE_MARK, heading } from './columns.js';

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

const EXAMPLE = [
  `${EXAMPLE_MARK}：court-office`,
  'office-head',
  '李娜',
  'li.na@court.example',
  'li.na',
  'clerk, supervisor',
  '2027-01-01',
];

/** An empty roster with its headings and an example, and beside it the units and posts to choose from. */
export async function rosterTemplate(units: readonly Unit[], posts: readonly Post[]): Promise<Buffer> {
  const choice: SheetData = [
    ['单位 Unit', '名称 Title', '岗位 Post', '名称 Title'].map(bold),
    ...units.flatMap((unit) => {
      const own = posts.filter(({ unitId }) => unitId === unit.id);
      const first = [unit.id, `${unit.title.zh} ${unit.title.en}`];
      return own.length === 0
        ? [[...first, null, null]]
        : own.map((post) => [...first, post.id, `${post.title.zh} ${post.title.en}`]);
    }),
  ];
  const wide = [{ width: 24 }, { width: 36 }, { width: 24 }, { width: 36 }];
  return writeXlsxFile([
    {
      sheet: 'Roster',
      data: [COLUMNS.map((column) => bold(heading(column))), EXAMPLE],
      columns: COLUMNS.map(() => ({ width: 24 })),
      stickyRowsCount: 1,
    },
    { sheet: 'Units and posts', data: choice, columns: wide, stickyRowsCount: 1 },
  ]).toBuffer();
}
