export type ColumnKey = 'branch' | 'members' | 'registered' | 'active' | 'averagePoints';

/** What a heading may be called, without blanks, hyphens and underscores, in lower case; the first is what messages say. */
const COLUMNS: Readonly<Record<ColumnKey, readonly string[]>> = {
  branch: ['支部', '党支部', '支部名称', 'branch', 'branchname', 'unit'],
  members: ['党员数', '总人数', 'members'],
  registered: ['注册人数', '注册数', 'registered'],
  active: ['活跃人数', '活跃数', 'active'],
  averagePoints: ['平均分', '平均积分', 'averagepoints'],
};

export const COLUMN_KEYS = Object.keys(COLUMNS) as ColumnKey[];

/** Words of headings below which a single person would be told of. */
const PERSONAL =
  /姓名|名字|名单|人员|电话|手机|身份证|证件|证号|[账帐][号户]|用户|昵称|邮箱|微信|地址|工号|性别|生日|出生|name|person|phone|mobile|identity|idcard|idn(o|umber)|account|user|login|mail|wechat|address|employee|staff|gender|birth/;

const plain = (heading: string): string => heading.toLowerCase().replace(/[\s_-]+/gu, '');

export const columnNamed = (heading: string): ColumnKey | undefined =>
  COLUMN_KEYS.find((key) => COLUMNS[key].includes(plain(heading)));

export const isPersonal = (heading: string): boolean => PERSONAL.test(plain(heading));

/** How messages name a column. */
export const titleOf = (key: ColumnKey): string => `${COLUMNS[key][0]} (${key})`;
