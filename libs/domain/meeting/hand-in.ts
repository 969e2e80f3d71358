import type { MeetingMaterial, StageDefinition } from '../duty/definition.js';
import { tracks } from '../duty/tracking.js';
import type { OfficerId } from '../organisation/organisation.js';
import type { Actor } from '../stage/commands.js';
import type { FollowUp } from '../stage/state.js';
import type { Instant } from '../time.js';
import { dispatchSubject, obligationSubject } from '../subject/ids.js';
import type { Parcel } from '../dispatch/dispatch.js';
import { isOfBody, meetingStages, partiesOfStage } from './links.js';
import { materialText } from './material.js';
import type { AgendaItem, HandedIn, HandIn, MeetingFacts, MeetingState } from './meeting.js';

/** What is handed in at once: one material of some items, by whoever entered it. */
export interface Material {
  readonly material: MeetingMaterial;
  readonly items: readonly AgendaItem[];
  readonly actor: Actor;
  readonly at: Instant;
  /** Unique among the dispatches of the meeting. */
  readonly name: string;
}

/**
 * Makes one document of each item and hands it in to whatever the item is linked to. It comes from whoever entered the record, in the name
 * of whoever owes: it meets every requirement of the stage, and where its stage has not opened yet, it waits there.
 *
 * @param state as it is with what was just entered
 */
export function handIn(
  state: MeetingState,
  { material, items, actor, name, at }: Material,
  facts: MeetingFacts,
): HandedIn {
  const dispatch = `meeting.${state.brief.id}.${name}`;
  const handIns: HandIn[] = [];
  const send: Parcel[] = [];
  for (const item of items) {
    let document: string | undefined;
    let decisions: readonly FollowUp[] = state.minutes.find((m) => m.item === item.item)?.decisions ?? [];
    for (const { obligation, duty, stage, party } of takersOf(state, item, material, facts)) {
      document ??= facts.keep(materialText(state, item, material, facts), actor.officer);
      const followUps = tracks(duty, stage) ? decisions : [];
      // Each decision is tracked once, however many obligations the item is linked to.
      if (followUps.length > 0) decisions = [];
      handIns.push({
        dispatch,
        place: send.length,
        item: item.item,
        obligation,
        stage: stage.name,
        party,
        material,
        document,
        isOnBehalf: !actsFor(state, party, actor.officer, at, facts),
      });
      send.push({
        subject: obligationSubject(obligation),
        message: {
          kind: 'submit',
          actor: { officer: actor.officer, asClerk: true },
          stage: stage.name,
          party,
          evidence: evidenceOf(stage, document),
          ...(followUps.length > 0 ? { followUps } : {}),
          keepUntilOpen: true,
        },
      });
    }
  }
  return { handIns, openings: openingsOf(dispatch, send) };
}

/** Who confirms the minutes confirms with them what was handed in from the record in the name of parties for which they act. */
export function confirmHandIns(
  state: MeetingState,
  { actor, at }: Pick<Material, 'actor' | 'at'>,
  facts: MeetingFacts,
): HandedIn['openings'] {
  const send = state.handIns
    .filter(({ isOnBehalf, party }) => isOnBehalf && actsFor(state, party, actor.officer, at, facts))
    .map(({ obligation, stage, party }): Parcel => ({
      subject: obligationSubject(obligation),
      message: { kind: 'confirm', actor: { officer: actor.officer, asClerk: false }, stage, party },
    }));
  return openingsOf(`meeting.${state.brief.id}.confirmation`, send);
}

const openingsOf = (id: string, send: readonly Parcel[]): HandedIn['openings'] =>
  send.length === 0 ? [] : [{ subject: dispatchSubject(id), brief: { id, notBefore: null, send } }];

/** Whether the officer acts for a party: in its post; for the body, as its chair or its secretary. */
const actsFor = (
  { brief, chair, secretary }: MeetingState,
  party: string,
  officer: OfficerId,
  at: Instant,
  { organisation }: MeetingFacts,
): boolean =>
  (party === brief.bodyId ? [chair, secretary] : [party]).some(
    (post) => post !== null && organisation.actsIn(officer, post, at),
  );

const evidenceOf = (stage: StageDefinition, document: string) =>
  stage.evidence.map(({ name }) => ({ requirement: name, document }));

/** The parties of linked stages that take a material of an item: of attendance and minutes, only who took part. */
function takersOf(state: MeetingState, item: AgendaItem, material: MeetingMaterial, facts: MeetingFacts) {
  return item.links
    .map((id) => facts.linked.get(id))
    .filter((obligation) => obligation !== undefined)
    .flatMap((obligation) =>
      meetingStages(obligation.duty)
        .filter((stage) => stage.meeting === material)
        .flatMap((stage) =>
          partiesOfStage(state, obligation, stage, facts)
            .filter((party) => isOfBody(state, party))
            .filter((party) => material === 'agenda' || tookPart(state, item, party))
            .map((party) => ({ obligation: obligation.id, duty: obligation.duty, stage, party })),
        ),
    );
}

/** The body takes part in each of its items; a post, where its holder was present and not recused. */
const tookPart = ({ brief, attendance, recusals }: MeetingState, item: AgendaItem, party: string): boolean =>
  party === brief.bodyId ||
  (attendance?.some(({ post, status }) => post === party && status === 'present') === true &&
    !recusals.some(({ item: of, post }) => of === item.item && post === party));
