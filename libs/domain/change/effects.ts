import { endOfDay } from '../calendar/arithmetic.js';
import type { Parcel } from '../dispatch/dispatch.js';
import type { OfficerId } from '../organisation/organisation.js';
import { cycleSubject, dispatchSubject } from '../subject/ids.js';
import type { Approval, ChangeBrief, ChangeFacts } from './change.js';

/** What an approval sets going: the cycles take the change in, and what is open is touched as the change says. */
export function approvalOf(
  brief: ChangeBrief,
  by: { readonly actor: OfficerId; readonly reason: string | null },
  facts: ChangeFacts,
): Approval {
  const { cycles, dutyVersion } = facts;
  const terms = dutyVersion === null ? brief.terms : { ...brief.terms, dutyVersion };
  const change = { change: brief.id, from: brief.from, terms };
  const adoptions = cycles.map((id): Parcel => ({
    subject: cycleSubject(id),
    message: { kind: 'adopt-change', id: `adopt-change/${brief.id}`, actor: by.actor, change },
  }));
  const id = `change.${brief.id}`;
  const send = [...adoptions, ...inFlightParcels(brief, by.actor, facts)];
  return {
    reason: by.reason,
    dutyVersion,
    openings: [{ subject: dispatchSubject(id), brief: { id, notBefore: null, send } }],
  };
}

/** Commands in the name of whoever approved: what they may not waive or extend themselves is refused, and on record. */
function inFlightParcels(
  { inFlight, reason }: ChangeBrief,
  officer: OfficerId,
  { inFlight: open, calendar }: ChangeFacts,
): Parcel[] {
  if (inFlight === 'untouched') return [];
  const actor = { officer, asClerk: false };
  return open.map(({ subject, stage, party }): Parcel => ({
    subject,
    message:
      inFlight === 'waive'
        ? { kind: 'waive', actor, stage, parties: [party], reason }
        : { kind: 'extend', actor, stage, party, until: endOfDay(calendar, inFlight.extendTo), reason },
  }));
}
