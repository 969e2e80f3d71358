/** The columns of a roster, in the order of the template. */
export const COLUMNS = [
  { key: 'unit', zh: '单位', en: 'Unit', required: true },
  { key: 'post', zh: '岗位', en: 'Post', required: false },
  { key: 'name', zh: '姓名', en: 'Name', required: true },
  { key: 'email', zh: '邮箱', en: 'E-mail', required: false },
  { key: 'username', zh: '用户名', en: 'User name', required: false },
  { key: 'roles', zh: '角色', en: 'Roles', required: false },
  { key: 'from', zh: '任职起始日', en: 'From date', required: false },
] as const;

export type ColumnKey = (typeof COLUMNS)[number]['key'];

export const heading = ({ zh, en }: { readonly zh: string; readonly en: string }): string => `${zh} ${en}`;

/** The column that a heading names: in Chinese, in English, or as in the template. */
export function columnNamed(text: string): ColumnKey | undefined {
  const wanted = text.trim().replace(/\s+/g, ' ').toLowerCase();
  const found = COLUMNS.find((column) =>
    [column.zh, column.en, heading(column)].some((name) => name.toLowerCase() === wanted),
  );
  return found?.key;
}

/** A unit that begins so makes its row an example, which nobody imports. */
export const EXAMPLE_MARK = '例';
