import { dateOfEpochDay, epochDayOf } from '../domain/calendar/plain-date.js';
import type { PlainDate } from '../domain/time.js';
import type { Role } from '../persistence/entities/role-grant.entity.js';
import type { Cell, Sheet } from '../spreadsheet/sheet.js';
import { columnNamed, COLUMNS, EXAMPLE_MARK, heading, type ColumnKey } from './columns.js';

/** Something that is wrong, and where: such as `Sheet1!C7`. */
export interface CellFault {
  readonly cell: string;
  readonly detail: string;
}

/** A person in a post, or in none, as a row has it. */
export interface RosterRow {
  readonly unit: string;
  readonly post: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly username: string | null;
  readonly roles: readonly Exclude<Role, 'officer'>[];
  readonly from: PlainDate | null;
  /** Where a value of this row stands, also one that is left out. */
  cell(key: ColumnKey): string;
}

export interface Roster {
  readonly rows: readonly RosterRow[];
  readonly faults: readonly CellFault[];
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;
const EMAIL = /^(?=.{3,254}$)[^\s@<>"(),:;[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const USERNAME = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;
const ROLES = ['clerk', 'supervisor', 'auditor', 'administrator'] as const;

const ODDITIES = {
  formula: 'is a formula: write the value itself',
  merged: 'is merged with others: give each row its own cell',
  error: 'is an error of the spreadsheet',
} as const;

/** Reads a roster: one row for each person and post, below one row of headings. Everything that is wrong is named at once. */
export function readRoster({ name, rows: [headings, ...rows], from1904 }: Sheet): Roster {
  const faults: CellFault[] = [];
  const at = (ref: string): string => `${name.slice(0, 31)}!${ref}`;
  const places = new Map<ColumnKey, string>();
  for (const [letter, { ref, value }] of headings?.cells ?? []) {
    const key = columnNamed(String(value));
    if (key === undefined)
      faults.push({ cell: at(ref), detail: 'is no heading of a roster: see the template' });
    else if (places.has(key)) faults.push({ cell: at(ref), detail: 'stands twice' });
    else places.set(key, letter);
  }
  for (const column of COLUMNS) {
    if (column.required && !places.has(column.key))
      faults.push({ cell: at('A1'), detail: `there is no column "${heading(column)}"` });
  }
  if (faults.length > 0) return { rows: [], faults };

  const read: RosterRow[] = [];
  for (const { number, cells } of rows) {
    const of = (key: ColumnKey): Cell | undefined => cells.get(places.get(key) ?? '');
    if (cells.size === 0 || String(of('unit')?.value ?? '').startsWith(EXAMPLE_MARK)) continue;
    const cell = (key: ColumnKey): string => at(`${places.get(key) ?? 'A'}${number}`);
    const complain = (key: ColumnKey, detail: string): null => {
      faults.push({ cell: cell(key), detail });
      return null;
    };
    const value = (key: ColumnKey): string | number | null => {
      const found = of(key);
      return found === undefined
        ? null
        : found.oddity === null
          ? found.value
          : complain(key, ODDITIES[found.oddity]);
    };
    const text = (key: ColumnKey, pattern: RegExp, expected: string): string | null => {
      const found = value(key);
      if (found === null) return null;
      if (typeof found !== 'string') return complain(key, 'must be text: a number stands there');
      return pattern.test(found) ? found : complain(key, expected);
    };
    const known = faults.length;
    const unit = text('unit', ID, 'must be the id of a unit, as the second sheet of the template lists them');
    const person = text('name', /^[^\p{Cc}]{1,100}$/u, 'must be a name of 1 to 100 characters on one line');
    const post = text('post', ID, 'must be the id of a post, as the second sheet of the template lists them');
    const email = text('email', EMAIL, 'must be a mail address');
    const username = text(
      'username',
      USERNAME,
      'must be 1 to 64 lower-case letters, digits, dots, hyphens and underscores',
    );
    const roles = rolesOf(text('roles', /^/, ''), (detail) => complain('roles', detail));
    const from = dayOf(value('from'), from1904, (detail) => complain('from', detail));
    if (faults.length > known) continue;
    if (unit === null) complain('unit', 'is missing');
    if (person === null) complain('name', 'is missing');
    if (post !== null && from === null) complain('from', 'is missing: since when is the post held');
    if (roles.length > 0 && username === null)
      complain('username', 'is missing: who has a role has to sign in');
    if (faults.length > known || unit === null || person === null) continue;
    read.push({ unit, post, name: person, email, username, roles, from, cell });
  }
  if (read.length === 0 && faults.length === 0)
    faults.push({ cell: at('A2'), detail: 'there is nobody in this roster' });
  return { rows: read, faults };
}

function rolesOf(text: string | null, complain: (detail: string) => null): RosterRow['roles'] {
  const words = (text ?? '').split(/[,，、;；\s]+/).filter(Boolean);
  const roles = ROLES.filter((role) => words.includes(role));
  if (words.some((word) => !(ROLES as readonly string[]).includes(word)))
    complain(`must be roles with commas between: ${ROLES.join(', ')}`);
  return roles;
}

/** A day as text, or as the spreadsheet counts days. */
function dayOf(
  value: string | number | null,
  from1904: boolean,
  complain: (detail: string) => null,
): PlainDate | null {
  if (value === null) return null;
  const expected = 'must be a day, such as 2027-03-01';
  try {
    if (typeof value === 'string') return dateOfEpochDay(epochDayOf(value));
    const day = value + epochDayOf(from1904 ? '1904-01-01' : '1899-12-30');
    if (!Number.isInteger(day) || day < epochDayOf('1950-01-01') || day > epochDayOf('2199-12-31'))
      return complain(expected);
    return dateOfEpochDay(day);
  } catch {
    return complain(expected);
  }
}
