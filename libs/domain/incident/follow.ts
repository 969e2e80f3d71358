import { DEFAULT_LADDER, DEFAULT_REVIEW_LADDER } from '../duty/default-ladders.js';
import { TOO_FAR } from '../duty/validate.js';
import { oneOffBrief } from '../obligation/one-off.js';
import type { ObligationEntry, ObligationState } from '../obligation/obligation.js';
import type { StageContext, StageFacts } from '../stage/context.js';
import type { StageEntry } from '../stage/entries.js';
import { doneBy } from '../stage/done.js';
import { hasEnded } from '../stage/state.js';
import { dispatchSubject, obligationSubject } from '../subject/ids.js';
import { refuse, type Decision } from '../subject/machine.js';
import { instantFrom } from '../time.js';
import {
  NEW_INCIDENT,
  type DuplicateJoined,
  type IncidentCommandFor,
  type OtherIncident,
} from './incident.js';
import { actsInOne, commanders, directs, mayRecord, superiors, tellPosts } from './people.js';
import { roundOf } from './rounds.js';
import { REOPENING, REVIEW } from './stages.js';

type Decided = Decision<ObligationEntry>;

/** A line of the timeline: what was seen or done, as it happened. */
export function note(
  state: ObligationState,
  { document, actor, at }: IncidentCommandFor<'note'>,
  facts: StageFacts,
): Decided {
  const refused = mayRecord(state, actor, facts, at);
  if (refused) return refused;
  const entry = { at, actor: actor.officer, onBehalfOf: null, body: { document } };
  return { entries: [{ kind: 'incident-noted', ...entry }] };
}

/** Gives somebody a task with a day of its own: an obligation beside the incident, reviewed by the post above. */
export function assignTask(
  state: ObligationState,
  { document, post, due, actor, at }: IncidentCommandFor<'assign-task'>,
  facts: StageFacts,
): Decided {
  const refused = directs(state, actor, facts, at);
  if (refused) return refused;
  const { brief, incident = NEW_INCIDENT } = state;
  if (facts.organisation.post(post, at) === undefined)
    return refuse('unknown-post', `There is no post "${post}" to do it.`);
  const instant = instantFrom(due);
  if (instant === null || instant >= TOO_FAR)
    return refuse('date-invalid', 'A task is due at an instant that exists and can be meant.');
  if (instant <= at) return refuse('date-in-the-past', 'A task is due in the future.');
  const task = incident.tasks + 1;
  const opened = oneOffBrief({
    id: `${brief.id}.task-${task}`,
    unitId: brief.unitId,
    calendarId: brief.calendarId,
    title: { zh: `${brief.duty.title.zh}：任务`, en: `${brief.duty.title.en}: a task` },
    parties: [{ kind: 'post', id: post }],
    dueAt: instant,
    ladder: DEFAULT_LADDER,
    evidence: [{ name: 'result', title: { zh: '完成情况', en: 'Result' } }],
    review: { by: 'superior', within: { workingDays: 5 }, ladder: DEFAULT_REVIEW_LADDER },
    document,
    policy: brief.policy,
    openedBy: actor.officer,
  });
  const opening = { subject: obligationSubject(opened.id), brief: { ...opened, parentId: brief.id } };
  return {
    entries: [
      {
        kind: 'task-assigned',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: { task, openings: [opening] },
      },
    ],
  };
}

/**
 * The same incident was reported twice: this report ends, and the other goes on. It is merged into the one that was reported earlier, whose
 * clocks run ahead of its own, and never while something of it is overdue; by whoever commands the other one, or a post above this one.
 */
export function merge(
  state: ObligationState,
  { into, reason, actor, at }: IncidentCommandFor<'merge'>,
  facts: StageFacts,
  other: (id: string) => OtherIncident | undefined,
): Decided {
  const { brief, stages, openedAt } = state;
  const earlier = other(into);
  if (earlier === undefined || earlier.dutyId !== brief.dutyId || into === brief.id)
    return refuse('unknown-incident', `There is no other incident "${into}" of this duty.`);
  const above = superiors(state, facts, at);
  if (!actsInOne(facts, actor, [...earlier.commanders, ...above], at))
    return refuse(
      'no-authority',
      'Only whoever commands the other incident, or a post above this one, merges them.',
    );
  if (!earlier.isOpen) return refuse('other-closed', 'The other incident is closed: reopen it first.');
  if (openedAt === null || earlier.reportedAt > openedAt)
    return refuse('merge-into-the-earlier', 'An incident is merged into the one that was reported earlier.');
  if (stages.some(({ definition }) => roundOf(definition.name).stage === REVIEW))
    return refuse(
      'resolved-already',
      'This incident has been resolved: refer to the other one in its review.',
    );
  const open = stages.filter(({ outcome }) => outcome === null);
  const isOverdue = open.some(({ parties }) =>
    [...parties.values()].some((party) => !hasEnded(party) && party.light === 'red'),
  );
  if (isOverdue) return refuse('overdue', 'Something of it is overdue: that is answered for here first.');
  const id = `merged.${brief.id}`;
  const send = [
    { subject: obligationSubject(into), message: { kind: 'join-duplicate', duplicate: brief.id } },
  ] as const;
  const entry = { at, actor: actor.officer, onBehalfOf: null };
  return {
    entries: [
      {
        ...entry,
        kind: 'incident-merged',
        body: {
          into,
          reason,
          openings: [{ subject: dispatchSubject(id), brief: { id, notBefore: null, send } }],
        },
      },
      ...open.map(({ definition, parties }): StageEntry => ({
        ...entry,
        kind: 'waived',
        body: {
          stage: definition.name,
          parties: [...parties.values()].filter((party) => !hasEnded(party)).map(({ party }) => party.id),
          reason,
          told: tellPosts(facts, commanders(state), 'owner', at),
        },
      })),
      { at, actor: null, onBehalfOf: null, kind: 'obligation-closed', body: { result: 'merged' } },
    ],
  };
}

/** Another report turned out to be of this incident. */
export function joinDuplicate(
  { incident = NEW_INCIDENT }: ObligationState,
  { duplicate, at }: DuplicateJoined,
): Decided {
  if (incident.duplicates.includes(duplicate)) return { entries: [] };
  const entry = { at, actor: null, onBehalfOf: null, body: { duplicate } };
  return { entries: [{ kind: 'duplicate-joined', ...entry }] };
}

/** It was not over after all: as long as the window is open, it is contained, resolved and reviewed once more. */
export function reopen(
  state: ObligationState,
  { reason, actor, at }: IncidentCommandFor<'reopen'>,
  facts: StageFacts,
): Decided {
  const refused = mayRecord(state, actor, facts, at);
  if (refused) return refused;
  const stage = state.stages.find(
    ({ definition, outcome }) => roundOf(definition.name).stage === REOPENING && outcome === null,
  );
  const party = [...(stage?.parties.values() ?? [])].find((one) => !hasEnded(one));
  if (stage === undefined || party === undefined)
    return refuse('not-resolved', 'It is open still: only what was resolved and reviewed is reopened.');
  const entry = { at, actor: actor.officer, onBehalfOf: null };
  const told = tellPosts(
    facts,
    [...commanders(state), ...superiors(state, facts, at).slice(0, 1)],
    'owner',
    at,
  );
  return {
    entries: [
      {
        ...entry,
        kind: 'incident-reopened',
        body: { round: roundOf(stage.definition.name).round + 1, reason, told },
      },
      doneBy(stage, party, { by: actor.officer, at }, facts),
    ],
  };
}

/** What was found leads to a launch file of facts about whoever answers for it; the incident goes on. */
export function refer(
  state: ObligationState,
  { answering, reason, actor, at }: IncidentCommandFor<'refer'>,
  context: StageContext,
  facts: StageFacts,
): Decided {
  const { organisation } = facts;
  const { incident = NEW_INCIDENT, openedAt } = state;
  const refused = directs(state, actor, facts, at);
  if (refused) return refused;
  if (organisation.post(answering, at) === undefined)
    return refuse('unknown-post', `There is no post "${answering}" that could answer for it.`);
  if (organisation.actsIn(actor.officer, answering, at))
    return refuse('same-person', 'Nobody opens a file about what they answer for themselves.');
  const referral = incident.referrals + 1;
  return {
    entries: [
      {
        kind: 'incident-referred',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          stage: 'referral',
          referral,
          reason,
          launch: {
            id: `launch/${context.subjectId}/referral/${referral}/${answering}`,
            answering,
            existing: false,
            holdings: organisation.holdingsOf(answering, openedAt ?? at, at),
          },
        },
      },
    ],
  };
}
