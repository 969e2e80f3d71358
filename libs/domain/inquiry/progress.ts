import type { ObligationState } from '../obligation/obligation.js';
import { needsAnswer } from './hearing.js';
import { NEW_INQUIRY, type InquiryProgress } from './inquiry.js';
import { gapsOf, isComplete } from './people.js';
import { filingsOf } from './stages.js';

export function inquiryProgress(state: ObligationState): InquiryProgress {
  const { inquiry = NEW_INQUIRY, brief } = state;
  const gaps = gapsOf(state);
  const signed = new Set(inquiry.report?.signatures.map(({ officer }) => officer));
  return {
    launched: inquiry.launch?.outcome ?? null,
    isGroupComplete: isComplete(state),
    hasGap: gaps.length > 0,
    hasUnattested: inquiry.members.some(
      ({ officer, status }) => status === 'asked' && !gaps.includes(officer),
    ),
    hasObjection: inquiry.objections.some(({ isSustained }) => isSustained === null),
    isHearingAsked: inquiry.hearingAskedBy.length > 0,
    hasOpenComment: inquiry.comments.some(needsAnswer),
    isReported:
      inquiry.report !== null &&
      inquiry.members.every(({ officer, status }) => status === 'out' || signed.has(officer)),
    isDecided: inquiry.decision !== null,
    hasMeasure: inquiry.decision?.outcome === 'measures',
    isAppealed: inquiry.appeals.length > 0,
    filings: filingsOf(brief.duty),
  };
}
