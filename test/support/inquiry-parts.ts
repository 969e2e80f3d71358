import type { InquiryRole } from '../../libs/domain/duty/definition.js';
import type { INQUIRY_STAGES } from '../../libs/domain/inquiry/rules.js';

/** Who has which step of an inquiry, in the order of the procedure. */
export const INQUIRY_PARTS: Readonly<Record<(typeof INQUIRY_STAGES)[number], InquiryRole>> = {
  'launch-decision': 'principal',
  group: 'principal',
  conflicts: 'group',
  substitutes: 'principal',
  objections: 'principal',
  notice: 'lead',
  'file-access': 'lead',
  statement: 'respondents',
  hearing: 'lead',
  'hearing-confirmation': 'respondents',
  'draft-facts': 'lead',
  comments: 'respondents',
  answers: 'lead',
  report: 'group',
  decision: 'decider',
  service: 'lead',
  appeal: 'respondents',
  'appeal-decision': 'appeal-decider',
  closure: 'principal',
};

/** The same with one filing after the decision. */
export const PARTS_AND_FILING: Readonly<Record<string, InquiryRole>> = {
  ...INQUIRY_PARTS,
  announcement: 'principal',
};

const RIGHTS: readonly string[] = ['statement', 'hearing-confirmation', 'comments', 'appeal'];

/** Whether silence at this step costs nothing. */
export const isRight = (stage: string): boolean => RIGHTS.includes(stage);
