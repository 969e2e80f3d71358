// A default import, because Node cannot see the named exports of this CommonJS package.
import chineseDays from 'chinese-days';
import type { PlainDate } from '../time.js';
import type { CalendarDay } from './calendar-version.js';
import { dateOfEpochDay, epochDayOf, yearOf } from './plain-date.js';

/** The first year in which the days off of today's regulation apply. */
const REGULATION_FROM_YEAR = 2025;

/** The last year that the table of the lunar calendar covers. */
const LUNAR_TO_YEAR = 2100;

/** Days off on fixed dates of the solar calendar, as `MM-dd`. */
const SOLAR_HOLIDAYS: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};

/** Days off on fixed dates of the lunar calendar, as `month-day`; New Year's Eve is the day before the first. */
const LUNAR_HOLIDAYS: Readonly<Record<string, string>> = {
  '1-1': '春节',
  '1-2': '春节',
  '1-3': '春节',
  '5-5': '端午',
  '8-15': '中秋',
};

/**
 * The days of mainland China from 1 January of `fromYear` to 31 December of `toYear` with which a calendar version
 * starts, ascending: holidays (also those on weekends) and make-up days, with their Chinese names.
 *
 * For a year with an official list they are that list. For a later one they are the days off that the regulation of 2025
 * grants, without the bridges, make-up days and replacements that the yearly list adds: see `officialYears`. For an earlier year
 * there are none.
 * @throws RangeError unless the years are whole, in order, and between 1 and 9999.
 */
export function seedDays(fromYear: number, toYear: number): CalendarDay[] {
  const official = new Set(officialYears(fromYear, toYear));
  const days: CalendarDay[] = [];
  for (const date of datesOf(fromYear, toYear)) {
    // The list of one year may reach into the last days of the year before, so it is always asked first.
    const day = listedDay(date) ?? (official.has(yearOf(date)) ? undefined : regulationDay(date));
    if (day) days.push(day);
  }
  return days;
}

/**
 * The years from `fromYear` to `toYear` for which the installed data holds the official list of days; the others are
 * provisional. A list that appears later may still move the last days of December of the last of them.
 * @throws RangeError unless the years are whole, in order, and between 1 and 9999.
 */
export function officialYears(fromYear: number, toYear: number): number[] {
  assertYears(fromYear, toYear);
  const years: number[] = [];
  for (let year = fromYear; year <= toYear; year += 1) {
    // Every list gives National Day, and no list of another year reaches it.
    if (listedDay(`${yearText(year)}-10-01`)) years.push(year);
  }
  return years;
}

/** What the official lists say of `date`, if they name it. */
function listedDay(date: PlainDate): CalendarDay | undefined {
  const { work, name } = chineseDays.getDayDetail(date);
  // A listed day is described as "English,Chinese,days"; any other by its English weekday alone.
  const chineseName = name.split(',')[1];
  return chineseName === undefined ? undefined : { date, working: work, name: chineseName };
}

/** The day off that the regulation itself grants on `date`, before any yearly list. */
function regulationDay(date: PlainDate): CalendarDay | undefined {
  const year = yearOf(date);
  if (year < REGULATION_FROM_YEAR || year > LUNAR_TO_YEAR) return undefined;
  const name = SOLAR_HOLIDAYS[date.slice(5)] ?? (isPureBrightness(date) ? '清明' : lunarHoliday(date));
  return name === undefined ? undefined : { date, working: false, name };
}

function lunarHoliday(date: PlainDate): string | undefined {
  const today = chineseDays.getLunarDate(date);
  const name = today.isLeap ? undefined : LUNAR_HOLIDAYS[`${today.lunarMon}-${today.lunarDay}`];
  if (name !== undefined) return name;
  const tomorrow = chineseDays.getLunarDate(dateOfEpochDay(epochDayOf(date) + 1));
  return tomorrow.lunarMon === 1 && tomorrow.lunarDay === 1 && !tomorrow.isLeap ? '春节' : undefined;
}

function isPureBrightness(date: PlainDate): boolean {
  if (date.slice(5, 7) !== '04') return false;
  // In a process west of Greenwich the library writes every date a day early. It does so to both, so they are compared as
  // it writes them; nothing else here reads a date that it wrote.
  const written = chineseDays.getDayDetail(date).date;
  return written === chineseDays.getSolarTermDate(yearOf(date), 4, 'pure_brightness');
}

function* datesOf(fromYear: number, toYear: number): Generator<PlainDate> {
  const last = epochDayOf(`${yearText(toYear)}-12-31`);
  for (let day = epochDayOf(`${yearText(fromYear)}-01-01`); day <= last; day += 1) yield dateOfEpochDay(day);
}

function assertYears(fromYear: number, toYear: number): void {
  const whole = Number.isInteger(fromYear) && Number.isInteger(toYear);
  if (!whole || fromYear < 1 || toYear > 9999 || fromYear > toYear) {
    throw new RangeError(
      `Cannot list days from year ${fromYear} to ${toYear}: give two whole years in order`,
    );
  }
}

const yearText = (year: number): string => String(year).padStart(4, '0');
