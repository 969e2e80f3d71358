import { DUE_FROM } from '../../domain/duty/definition.js';
import { isDueRule, isKindRule, isOffsetSpec, isReviewerKindRule } from '../../domain/duty/shapes.js';
import { isShare, type Share } from '../../domain/organisation/quorum.js';
import { Line, Must } from '../source/checks.js';

const offsetText = '{ workingDays: n }, { calendarDays: n } or { duration: PT2H }';

/** A distance in time; a negative one is earlier. */
export const Offset = (): PropertyDecorator => Must(offsetText, isOffsetSpec);

/** When a stage is due; a plan knows no dates. */
export const Due = (): PropertyDecorator =>
  Must(
    `{ from: ${DUE_FROM.join(', ')}, offset: ${offsetText} }`,
    (value) => isDueRule(value) && !('at' in value),
  );

/** Who owes, by kind; a plan knows nobody by name. */
export const Parties = (): PropertyDecorator =>
  Must(
    '{ posts: <kind> }, { nearest: <kind> }, { membersOf: <kind of body> }, { body: <kind> }, { headOf: unit } or { ownersOf: channels }',
    isKindRule,
  );

/** Who reviews, by kind. */
export const Reviewer = (): PropertyDecorator => Must('superior or { post: <kind> }', isReviewerKindRule);

/** `MM-DD`, a day that every year has. */
export const DayOfYear = (): PropertyDecorator =>
  Must('a day such as 01-01 that every year has', (value) => {
    const [, month, day] = /^(\d\d)-(\d\d)$/.exec(String(value)) ?? [];
    const isReal = new Date(`2001-${month}-${day}T00:00:00Z`).toJSON()?.slice(5, 10) === value;
    return typeof value === 'string' && isReal;
  });

/** A share such as `2/3`. */
export function shareOf(text: string): Share | null {
  const [, of, outOf] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const share = { of: Number(of), outOf: Number(outOf) };
  return isShare(share) ? share : null;
}

/** A share as text. */
export const ShareText = (): PropertyDecorator =>
  Must(
    'a share such as 2/3, above none, out of at most 100',
    (value) => typeof value === 'string' && shareOf(value) !== null,
  );

/** A title in both languages. */
export class TitleText {
  @Line()
  zh: string;

  @Line()
  en: string;
}
