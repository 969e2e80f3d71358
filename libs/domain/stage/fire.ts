import type { OfficerId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import type { StageContext, StageFacts } from './context.js';
import type { StageEntryOf, Told } from './entries.js';
import { nextSuspensionReview } from './ladder.js';
import { launchOf } from './launch.js';
import { uniqueTold } from './opening.js';
import { debtorsOf, reachUp, tellOwner } from './reach.js';
import { startReview } from './review.js';
import type { Clock, PartyState, PlannedRung, StageState } from './state.js';

/** What a rung brings, beside its own name and instant. */
export type Firing = Pick<
  StageEntryOf<'rung-fired'>['body'],
  'told' | 'passed' | 'holdings' | 'launch' | 'passesTo' | 'rungs'
>;

export interface Come {
  readonly stage: StageState;
  readonly party: PartyState;
  readonly clock: Clock;
  readonly rung: PlannedRung;
  readonly context: StageContext;
  readonly facts: StageFacts;
  readonly at: Instant;
  /** Keys of launch files that other parties opened at this same instant. */
  readonly launches: ReadonlySet<string>;
}

const holdings = ({ party, stage, facts, at }: Come): Firing['holdings'] =>
  party.party.actsThrough.flatMap((post) => facts.organisation.holdingsOf(post, stage.openedAt, at));

/** A rung of whoever owes: it goes to them, and from the due instant on upward. */
export function fireOwnerRung(come: Come): Firing {
  const { party, rung, facts, at, clock } = come;
  const { organisation } = facts;
  const owner = tellOwner(organisation, party.party, at);
  const debtors = debtorsOf(organisation, party.party, at);
  const tellLevel = (
    startIndex: number,
    toldBefore: readonly OfficerId[],
  ): Pick<Firing, 'told' | 'passed'> => {
    const { found, passed } = reachUp(organisation, party.party.levels, startIndex, at, debtors, toldBefore);
    const level: Told[] = found ? [{ officer: found.officer, post: found.post, as: 'level' }] : [];
    return { told: uniqueTold([...owner, ...level]), passed };
  };
  switch (rung.action) {
    case 'overdue':
      return { told: owner, passed: [], holdings: holdings(come) };
    case 'escalate':
      return tellLevel((rung.level ?? 1) - 1, clock.told);
    case 'lapse':
      // It ends with the direct leader, whether or not they were told before: it is theirs to deal with.
      return { ...tellLevel(0, []), holdings: holdings(come) };
    case 'launch': {
      const launch = launchOf(come.context, come.stage, party, party.party.id, facts, at, come.launches);
      return { ...tellTop(come, owner, debtors), holdings: launch.holdings, launch };
    }
    default:
      return { told: owner, passed: [] };
  }
}

/** A launch file goes to whoever is highest above, whether or not they were told before: it is theirs to decide on. */
function tellTop(
  come: Come,
  owner: readonly Told[],
  debtors: ReadonlySet<OfficerId>,
): Pick<Firing, 'told' | 'passed'> {
  const { party, facts, at } = come;
  const topDown = [...party.party.levels].reverse();
  const { found, passed } = reachUp(facts.organisation, topDown, 0, at, debtors, []);
  const top: Told[] = found ? [{ officer: found.officer, post: found.post, as: 'level' }] : [];
  return { told: uniqueTold([...owner, ...top]), passed };
}

/** A rung of the reviewer: it goes to them, then to those who would review after them, and at last passes the review on. */
export function fireReviewRung(come: Come): Firing {
  const { stage, party, clock, rung, facts, at } = come;
  const { organisation } = facts;
  const submitter = party.submission?.by ?? '';
  const post = clock.post ?? '';
  const index = party.party.reviewers.indexOf(post);
  const reviewer = organisation.actingIn(post, at);
  const debtors = debtorsOf(organisation, party.party, at);
  const mayReview = reviewer !== undefined && reviewer !== submitter && !debtors.has(reviewer);
  const passOn = (): Firing => {
    const next = startReview(stage.definition, party.party, submitter, facts, at, clock.turn + 1, index + 1);
    return { told: next.told, passed: next.passed, passesTo: next.clock };
  };
  if (!mayReview) {
    const why = reviewer === undefined ? 'vacant' : 'is-the-debtor';
    const firing = passOn();
    return { ...firing, passed: [{ post, why }, ...firing.passed] };
  }
  const told: Told = { officer: reviewer, post, as: 'reviewer' };
  if (rung.action === 'launch' || rung.action === 'lapse') {
    const firing = passOn();
    const launch =
      rung.action === 'launch'
        ? launchOf(come.context, stage, party, post, facts, at, come.launches)
        : undefined;
    return {
      ...firing,
      told: uniqueTold([told, ...firing.told]),
      ...(launch ? { launch, holdings: launch.holdings } : {}),
    };
  }
  if (rung.action === 'escalate') {
    const excluded = new Set([...debtors, reviewer]);
    const { found, passed } = reachUp(
      organisation,
      party.party.reviewers,
      index + (rung.level ?? 1),
      at,
      excluded,
      clock.told,
    );
    const level: Told[] = found ? [{ officer: found.officer, post: found.post, as: 'level' }] : [];
    return { told: uniqueTold([told, ...level]), passed };
  }
  return { told: [told], passed: [] };
}

/** The regular look at a suspension by the superior of whoever ordered it; where nobody is above, by themselves. */
export function fireSuspensionRung(come: Come): Firing {
  const { party, clock, rung, context, facts, at } = come;
  const post = clock.post ?? '';
  const startIndex = party.party.levels.indexOf(post) + 1;
  const debtors = debtorsOf(facts.organisation, party.party, at);
  const { found, passed } = reachUp(facts.organisation, party.party.levels, startIndex, at, debtors, []);
  const suspender = facts.organisation.actingIn(post, at);
  const told: Told[] = found
    ? [{ officer: found.officer, post: found.post, as: 'level' }]
    : suspender !== undefined
      ? [{ officer: suspender, post, as: 'suspender' }]
      : [];
  const count = Number(rung.name.slice('review-'.length)) + 1;
  return { told, passed, rungs: [nextSuspensionReview(facts.calendar, context.policy, at, count)] };
}
