import type { DutyDefinition } from '../duty/definition.js';
import type { IncidentFacts } from '../incident/decide.js';
import type { LaunchFile } from '../inquiry/inquiry.js';
import { membersOfBody } from '../inquiry/people.js';
import type { InquiryFacts } from '../inquiry/step.js';
import type { Launch } from '../stage/entries.js';
import { obligationSubject } from '../subject/ids.js';
import type { Decision } from '../subject/machine.js';
import type { ObligationBrief, ObligationEntry, ObligationState } from './obligation.js';

/** By which duty, in which version, the unit carries on its inquiries (row 4). */
export interface InquiryDuty {
  readonly id: string;
  readonly version: number;
  readonly definition: DutyDefinition;
}

export interface ObligationFacts extends IncidentFacts, InquiryFacts {
  /** Looked for where a launch file may open; without one the file stands alone. */
  readonly inquiryDuty?: InquiryDuty;
}

/** What an inquiry is opened with, however its file came to be. */
export const inquiryBrief = (
  id: string,
  { unitId, calendarId }: Pick<ObligationBrief, 'unitId' | 'calendarId'>,
  duty: InquiryDuty,
  more: Pick<ObligationBrief, 'policy' | 'parentId' | 'document' | 'openedBy'> & {
    readonly launch: LaunchFile;
  },
): ObligationBrief => ({
  id,
  unitId,
  calendarId,
  dutyId: duty.id,
  dutyVersion: duty.version,
  duty: duty.definition,
  period: null,
  cycleId: null,
  slice: null,
  ...more,
});

/**
 * The inquiries that launch files begin: each file that an entry opens, and none that is there already, so that a lapse leads to one whatever
 * is tried again.
 */
export function inquiriesOf(
  { brief }: ObligationState,
  entries: readonly ObligationEntry[],
  { inquiryDuty, organisation }: ObligationFacts,
): ObligationEntry[] {
  if (inquiryDuty === undefined) return [];
  return entries.flatMap((entry): ObligationEntry[] => {
    const { launch } = entry.body as { launch?: Launch };
    if (launch === undefined || launch.existing) return [];
    // Only bodies and leading cadres can be respondents: the file of anybody else stands alone, with their direct leader.
    const post = organisation.post(launch.answering, entry.at);
    if (post !== undefined && inquiryDuty.definition.inquiry?.cadres.includes(post.kind) !== true) return [];
    const id = `${brief.id}.inquiry.${launch.id.slice(launch.id.indexOf('/', 'launch/'.length) + 1).replaceAll('/', '.')}`;
    const { answering, holdings } = launch;
    const members = membersOfBody(answering, organisation, entry.at);
    const opened = inquiryBrief(id, brief, inquiryDuty, {
      policy: brief.policy,
      parentId: brief.id,
      document: null,
      openedBy: null,
      launch: {
        id: launch.id,
        openedIn: obligationSubject(brief.id),
        answering,
        holdings,
        ...(members.length > 0 ? { members } : {}),
        // Null where a ladder ended: that was brought by nobody.
        reportedBy: entry.actor,
      },
    });
    const body = { launch: launch.id, openings: [{ subject: obligationSubject(id), brief: opened }] };
    return [{ kind: 'launch-file-opened', at: entry.at, actor: null, onBehalfOf: null, body }];
  });
}

/** A decision with the inquiries that its entries begin. */
export function withInquiries(
  state: ObligationState,
  decided: Decision<ObligationEntry>,
  facts: ObligationFacts,
): Decision<ObligationEntry> {
  if ('refusal' in decided) return decided;
  return { entries: [...decided.entries, ...inquiriesOf(state, decided.entries, facts)] };
}
