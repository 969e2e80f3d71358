import type { DutyDefinition, InquiryRole, NamedParty, StageDefinition } from '../duty/definition.js';
import { roundOf } from '../incident/rounds.js';
import type { ObligationState } from '../obligation/obligation.js';
import type { Organisation, PostId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import { NEW_INQUIRY, type InquiryState } from './inquiry.js';
import { INQUIRY_STAGES } from './rules.js';
import { gapsOf, membersOf, partiesTo, respondentsOf } from './people.js';

/** Names of the filings, in the order of the duty. */
export const filingsOf = ({ stages }: DutyDefinition): string[] =>
  stages.map(({ name }) => name).filter((name) => !(INQUIRY_STAGES as readonly string[]).includes(name));

/** A stage of an inquiry in the round of its name, as the duty declares it. */
export function inquiryStage(duty: DutyDefinition, name: string): StageDefinition | undefined {
  const declared = duty.stages.find((one) => one.name === roundOf(name).stage);
  return declared && { ...declared, name };
}

/** The same with the people and bodies who have the part that it names, at this instant. */
export function withParties(
  definition: StageDefinition,
  state: ObligationState,
  organisation: Organisation,
  at: Instant,
): StageDefinition {
  const { parties } = definition;
  if (!('inquiry' in parties)) return definition;
  const decides = parties.inquiry === 'decider' || parties.inquiry === 'appeal-decider';
  return {
    ...definition,
    ...(decides ? { decides } : {}),
    parties: { named: partiesFor(parties.inquiry, definition.name, state, organisation, at) },
  };
}

function partiesFor(
  role: InquiryRole,
  name: string,
  state: ObligationState,
  organisation: Organisation,
  at: Instant,
): NamedParty[] {
  const { inquiry = NEW_INQUIRY } = state;
  const { stage, round } = roundOf(name);
  const under = inquiry.launch?.post ?? null;
  switch (role) {
    case 'principal': {
      // What has been done meanwhile is not asked for.
      if (stage === 'substitutes' && gapsOf(state).length === 0) return [];
      if (stage === 'objections' && inquiry.objections.every(({ isSustained }) => isSustained !== null))
        return [];
      const post = stage === 'launch-decision' ? principalOf(state, round, organisation, at) : under;
      return post === null ? [] : [{ kind: 'post', id: post }];
    }
    case 'lead':
      return membersOf(state)
        .filter(({ isLead }) => isLead)
        .map(({ officer }) => ({ kind: 'person', id: officer, under }));
    case 'group': {
      const gaps = gapsOf(state);
      const signed = inquiry.report?.signatures.map(({ officer }) => officer) ?? [];
      const isOwed = ({ officer, status }: InquiryState['members'][number]): boolean =>
        stage === 'conflicts' ? status === 'asked' && !gaps.includes(officer) : !signed.includes(officer);
      return membersOf(state)
        .filter(isOwed)
        .map(({ officer }) => ({ kind: 'person', id: officer, under }));
    }
    case 'respondents':
      return respondentsOf(state).map((one) =>
        one.kind === 'person' ? { kind: 'person', id: one.id, under } : one,
      );
    case 'decider':
    case 'appeal-decider': {
      const body = deciderOf(state, organisation, at);
      return body === undefined ? [] : [{ kind: 'body', id: body }];
    }
  }
}

/**
 * Who decides whether to launch: the competent principal, and after each silence the post above. Nobody decides on a file that is about
 * themselves.
 */
export function principalOf(
  state: ObligationState,
  round: number,
  organisation: Organisation,
  at: Instant,
): PostId | null {
  const { brief } = state;
  const kind = brief.duty.inquiry?.principal ?? '';
  const first = organisation.nearestPostOfKind(kind, brief.unitId, at)?.id;
  if (first === undefined) return null;
  const barred = partiesTo(state, organisation, at);
  const chain = [first, ...organisation.chainAbove(first, at)];
  const free = chain.filter((post) => {
    const officer = organisation.actingIn(post, at);
    return officer !== undefined && !barred.has(officer);
  });
  const able = free.length > 0 ? free : chain.slice(-1);
  return able[Math.min(round, able.length) - 1] ?? null;
}

/**
 * The body that the competence table names for what the report proposes, of several the highest; where no measure is proposed the lowest that
 * decides on any against whom it is about.
 */
export function deciderOf(
  { brief, inquiry = NEW_INQUIRY }: Pick<ObligationState, 'brief' | 'inquiry'>,
  organisation: Organisation,
  at: Instant,
): string | undefined {
  const table = brief.duty.inquiry?.measures ?? [];
  const against = new Set(
    (inquiry.launch?.respondents ?? []).map(({ kind }) => (kind === 'body' ? 'body' : 'cadre')),
  );
  const proposed = table.filter(({ name }) => inquiry.report?.measures.includes(name));
  const possible = table.filter((measure) => against.has(measure.against));
  const kinds = (proposed.length > 0 ? proposed : possible).map(({ decidedBy }) => decidedBy);
  const height = (unitId: string): number => -organisation.unitAndAbove(unitId, at).length;
  const bodies = [...new Set(kinds)]
    .map((kind) => organisation.bodyOfKind(kind, brief.unitId, at))
    .filter((body) => body !== undefined)
    .sort((a, b) => height(a.unitId) - height(b.unitId));
  return (proposed.length > 0 ? bodies.at(-1) : bodies[0])?.id;
}
