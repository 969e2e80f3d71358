import { addOffset, endOfDay } from '../calendar/arithmetic.js';
import type { WorkingCalendar } from '../calendar/calendar.js';
import type { DueFrom, DueRule, PartyRule, ReviewerRule, StageDefinition } from '../duty/definition.js';
import { offsetOf } from '../duty/offset.js';
import type { Body, Organisation, Post, PostId } from '../organisation/organisation.js';
import { personPost } from '../organisation/person.js';
import { instantOf, epochMs, type Instant } from '../time.js';
import { decidedWith, type StageContext, type StageFacts } from './context.js';
import type { PartyGroup, StageEntryOf } from './entries.js';
import { planLadder } from './ladder.js';
import { tellOwner, uniqueTold } from './reach.js';
import type { DueBasis, Party } from './state.js';

/** A unit with more parties than this is split into several subjects. */
export const MAX_PARTIES = 200;

/**
 * Who owes what a rule lays on the unit: posts of a kind there and below, the nearest one, its head, the owners of its
 * channels, its body or each member, or those named.
 */
export function partiesOf(organisation: Organisation, rule: PartyRule, unitId: string, at: Instant): Owner[] {
  if ('posts' in rule) return organisation.postsOfKind(rule.posts, unitId, at);
  if ('nearest' in rule)
    return [organisation.nearestPostOfKind(rule.nearest, unitId, at)].filter((post) => post !== undefined);
  if ('body' in rule)
    return [organisation.bodyOfKind(rule.body, unitId, at)].filter((body) => body !== undefined);
  if ('ownersOf' in rule) return organisation.channelOwners(unitId, at);
  if ('headOf' in rule) return organisation.headsOf(unitId, at);
  if ('membersOf' in rule) {
    const members = organisation.bodyOfKind(rule.membersOf, unitId, at)?.memberPostIds ?? [];
    return members.map((id) => organisation.post(id, at)).filter((post) => post !== undefined);
  }
  if ('inquiry' in rule) return [];
  return rule.named
    .map((party) => {
      if (party.kind === 'person') return { id: personPost(party.id), under: party.under };
      return party.kind === 'post' ? organisation.post(party.id, at) : organisation.body(party.id, at);
    })
    .filter((party) => party !== undefined);
}

/** Into how many subjects parties are split, so that none of them has more than the limit. */
export function sliceCount(partyIds: readonly string[]): number {
  if (partyIds.length <= MAX_PARTIES) return 1;
  for (let of = Math.ceil(partyIds.length / 150); ; of += 1) {
    const sizes = new Array<number>(of).fill(0);
    for (const id of partyIds) sizes[sliceOf(id, of)]! += 1;
    if (Math.max(...sizes) <= MAX_PARTIES) return of;
  }
}

/** A party stays in its slice whoever joins or leaves the unit: the slice follows from its id alone (FNV-1a). */
function sliceOf(partyId: string, of: number): number {
  let hash = 0x811c9dc5;
  for (const char of partyId) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193);
  return (hash >>> 0) % of;
}

/** Somebody in their own person, and the post under which they do something. */
interface Person {
  readonly id: PostId;
  readonly under: PostId | null;
}

/** Whoever owes. */
type Owner = Post | Body | Person;

const isBody = (owner: Owner): owner is Body => 'chairPostId' in owner;
const isPerson = (owner: Owner): owner is Person => 'under' in owner;

/** The posts that act for whoever owes: the post itself; for a body its secretary and its chair; for one outside nobody. */
export function actsThroughOf(owner: Owner): PostId[] {
  if (!isBody(owner)) return [owner.id];
  if (owner.deskPostId != null) return [];
  const { secretaryPostId, chairPostId } = owner;
  return [...new Set([secretaryPostId, chairPostId].filter((post) => post !== null))];
}

/** The posts that may review, in order: the declared one, the leader above it, its peers, then everybody above. */
function reviewersOf(
  organisation: Organisation,
  rule: ReviewerRule,
  owner: Owner,
  levels: readonly PostId[],
  at: Instant,
): PostId[] {
  const declared =
    rule === 'superior'
      ? levels[0]
      : 'named' in rule
        ? rule.named
        : isPerson(owner)
          ? undefined
          : organisation.nearestPostOfKind(rule.post, owner.unitId, at)?.id;
  if (declared === undefined) return [...levels];
  const above = organisation.chainAbove(declared, at);
  const post = organisation.post(organisation.resolved(declared, at) ?? declared, at);
  const parent = post && organisation.unit(post.unitId, at)?.parentId;
  const peers =
    post && parent
      ? organisation
          .postsOfKind(post.kind, parent, at)
          .filter(
            (peer) => peer.unitId !== post.unitId && organisation.unit(peer.unitId, at)?.parentId === parent,
          )
          .map((peer) => peer.id)
      : [];
  return [...new Set([declared, ...above.slice(0, 1), ...peers, ...above, ...levels])];
}

/** The post or body as a party of a stage that opens, or that it takes over, now. */
export function freeze(
  organisation: Organisation,
  definition: StageDefinition,
  owner: Owner,
  at: Instant,
): Party {
  const levels = levelsOf(organisation, owner, at);
  const desk = isBody(owner) ? (owner.deskPostId ?? null) : null;
  return {
    id: owner.id,
    kind: isPerson(owner) ? 'person' : isBody(owner) ? 'body' : 'post',
    actsThrough: actsThroughOf(owner),
    levels,
    reviewers: definition.review ? reviewersOf(organisation, definition.review.by, owner, levels, at) : [],
    ...(desk === null ? {} : { desk }),
    // Only where it is decided about somebody is it kept who takes part.
    ...(isBody(owner) && isDecider(definition) ? { members: owner.memberPostIds } : {}),
  };
}

/** Who hears of what is left undone: whoever is above; for a body outside, whoever is above the post that writes to it. */
const isDecider = ({ decides }: StageDefinition): boolean => decides === true;

function levelsOf(organisation: Organisation, owner: Owner, at: Instant): PostId[] {
  if (isPerson(owner))
    return owner.under === null ? [] : [owner.under, ...organisation.chainAbove(owner.under, at)];
  if (!isBody(owner)) return organisation.chainAbove(owner.id, at);
  if (owner.superiorPostId !== null)
    return [owner.superiorPostId, ...organisation.chainAbove(owner.superiorPostId, at)];
  return owner.deskPostId == null ? [] : organisation.chainAbove(owner.deskPostId, at);
}

/** The due instant that a rule gives, with what it was computed from. */
export function dueOf(
  calendar: WorkingCalendar,
  rule: DueRule,
  context: StageContext,
  openedAt: Instant,
): { due: Instant; basis: DueBasis } {
  const atLeast = (due: Instant, basis: DueBasis): { due: Instant; basis: DueBasis } => {
    if (due > openedAt) return { due, basis };
    const offset = { unit: 'workingDays', amount: context.policy.minStageWorkingDays } as const;
    return {
      due: addOffset(calendar, openedAt, offset),
      basis: { kind: 'offset', of: 'late-opening', from: openedAt, offset },
    };
  };
  if ('at' in rule) {
    const due = rule.at.length === 10 ? endOfDay(calendar, rule.at) : instantOf(epochMs(rule.at));
    return atLeast(due, { kind: 'fixed', of: 'date-set' });
  }
  const offset = offsetOf(rule.offset);
  // What has no period counts from its opening.
  const isOfPeriod = rule.from === 'period-start' || rule.from === 'period-end';
  const of = isOfPeriod && context.period === null ? 'stage-opening' : rule.from;
  const from = startOf(of, context, openedAt);
  return atLeast(addOffset(calendar, from, offset), { kind: 'offset', of, from, offset });
}

function startOf(of: DueFrom, context: StageContext, openedAt: Instant): Instant {
  if (of === 'opening') return context.openedAt ?? openedAt;
  if (context.period === null || of === 'stage-opening') return openedAt;
  return of === 'period-start' ? context.period.start : context.period.end;
}

/** The entry that opens a stage: who owes, by when, every rung, and who hears of it. */
export function openStage(
  definition: StageDefinition,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): StageEntryOf<'stage-opened'> {
  const { organisation, calendar } = facts;
  const { slice } = context;
  const parties = partiesOf(organisation, definition.parties, context.unitId, at)
    .filter((owner) => slice === null || sliceOf(owner.id, slice.of) === slice.index)
    .map((owner) => freeze(organisation, definition, owner, at));
  const { due, basis } = dueOf(calendar, definition.due, context, at);
  const plan = planLadder(calendar, definition.ladder, due, at);
  const group: PartyGroup = { due, basis, rungs: plan.rungs, skipped: plan.skipped, parties };
  return {
    kind: 'stage-opened',
    at,
    actor: null,
    onBehalfOf: null,
    body: {
      stage: definition.name,
      groups: parties.length > 0 ? [group] : [],
      told: uniqueTold(parties.flatMap((party) => tellOwner(organisation, party, at))),
      with: decidedWith(facts),
    },
  };
}
