import type { Organisation } from '../organisation/organisation.js';
import { partiesOf, sliceCount } from '../stage/opening.js';
import { obligationSubject } from '../subject/ids.js';
import type { Instant } from '../time.js';
import type { ObligationBrief, Opening } from './obligation.js';

/**
 * The subjects as which an obligation opens: one, or several slices, numbered from 1, where its stages have more parties than one
 * subject should hold. It is split only when every stage is as large: a stage of few parties on which a large one builds has to be in
 * the same subject.
 */
export function openingsOf(brief: ObligationBrief, organisation: Organisation, at: Instant): Opening[] {
  const counts = brief.duty.stages.map((stage) =>
    sliceCount(partiesOf(organisation, stage.parties, brief.unitId, at).map((party) => party.id)),
  );
  const of = counts.includes(1) ? 1 : Math.max(1, ...counts);
  if (of === 1) return [{ subject: obligationSubject(brief.id), brief: { ...brief, slice: null } }];
  return Array.from({ length: of }, (_, index) => {
    const id = `${brief.id}.${index + 1}`;
    return { subject: obligationSubject(id), brief: { ...brief, id, slice: { index, of } } };
  });
}
