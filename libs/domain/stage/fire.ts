import type { Instant } from '../time.js';
import type { StageContext, StageFacts } from './context.js';
import type { StageEntryOf, Told } from './entries.js';
import { nextSuspensionReview } from './ladder.js';
import { launchOf } from './launch.js';
import { barring, debtorsOf, reachUp, tellLevel, tellOwner, uniqueTold, type Reached } from './reach.js';
import { barredFromReview, startReview } from './review.js';
import type { Clock, PartyState, PlannedRung, StageState, Submission } from './state.js';

/** What a rung brings, beside its own name and instant. */
export type Firing = Pick<
  StageEntryOf<'rung-fired'>['body'],
  'told' | 'passed' | 'holdings' | 'launch' | 'passesTo' | 'rungs' | 'trial'
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
  const debtors = ['is-the-debtor', debtorsOf(organisation, party.party, at)] as const;
  const { levels } = party.party;
  const tell = (reached: Reached): Pick<Firing, 'told' | 'passed'> => ({
    told: uniqueTold([...owner, ...tellLevel(reached)]),
    passed: reached.passed,
  });
  switch (rung.action) {
    case 'overdue':
      return { told: owner, passed: [], holdings: holdings(come) };
    case 'escalate': {
      const barred = barring(debtors, ['already-told', clock.told]);
      return tell(reachUp(organisation, levels, (rung.level ?? 1) - 1, at, barred));
    }
    case 'lapse':
      // It ends with the direct leader, whether or not they were told before: it is theirs to deal with.
      return { ...tell(reachUp(organisation, levels, 0, at, barring(debtors))), holdings: holdings(come) };
    case 'launch': {
      // Whoever is highest above hears of it, whether or not they were told before: it is theirs to decide on.
      const top = reachUp(organisation, [...levels].reverse(), 0, at, barring(debtors));
      const launch = launchOf(come.context, come.stage, party, party.party.id, facts, at, come.launches);
      return { ...tell(top), holdings: launch.holdings, launch };
    }
    case 'remind':
    case 'close':
    case 'review-suspension':
      return { told: owner, passed: [] };
  }
}

/**
 * A rung of the reviewer: it goes to them, and from the due instant on to those above them; the last one passes the review on. A reviewer
 * who has left, or may not review any more, is passed over at once.
 */
export function fireReviewRung(come: Come): Firing {
  const { stage, party, clock, rung, facts, at } = come;
  const { organisation } = facts;
  const handedIn = party.submission as Submission;
  const level = clock.post ?? '';
  const post = organisation.resolved(level, at) ?? level;
  const reviewer = organisation.actingIn(level, at);
  const barred = barredFromReview(facts, party.party, handedIn, at);
  const passOn = (): Firing => {
    const index = party.party.reviewers.indexOf(level) + 1;
    const next = startReview(stage.definition, party.party, handedIn, facts, at, clock.turn + 1, index);
    return { told: next.told, passed: next.passed, passesTo: next.clock };
  };
  if (reviewer === undefined || barred.has(reviewer)) {
    const why = reviewer === undefined ? 'vacant' : (barred.get(reviewer) ?? 'is-involved');
    const firing = passOn();
    return { ...firing, passed: [{ post, why }, ...firing.passed] };
  }
  const told: Told = { officer: reviewer, post, as: 'reviewer' };
  switch (rung.action) {
    case 'launch': {
      const firing = passOn();
      const launch = launchOf(come.context, stage, party, post, facts, at, come.launches);
      return {
        ...firing,
        told: uniqueTold([told, ...firing.told]),
        launch,
        holdings: launch.holdings,
      };
    }
    case 'lapse': {
      const firing = passOn();
      return { ...firing, told: uniqueTold([told, ...firing.told]) };
    }
    case 'escalate': {
      const others = new Map([
        ...barring(['is-involved', [reviewer]], ['already-told', clock.told]),
        ...barred,
      ]);
      const reached = reachUp(organisation, clock.above ?? [], (rung.level ?? 1) - 1, at, others);
      return { told: uniqueTold([told, ...tellLevel(reached)]), passed: reached.passed };
    }
    case 'remind':
    case 'overdue':
    case 'close':
    case 'review-suspension':
      return { told: [told], passed: [] };
  }
}

/** The regular look at a suspension by the superior of whoever ordered it; where nobody is above, by themselves. */
export function fireSuspensionRung(come: Come): Firing {
  const { party, clock, rung, context, facts, at } = come;
  const { organisation } = facts;
  const level = clock.post ?? '';
  const { levels } = party.party;
  const barred = barring(
    ['is-the-debtor', debtorsOf(organisation, party.party, at)],
    ['is-involved', clock.told],
  );
  const reached = reachUp(organisation, levels, levels.indexOf(level) + 1, at, barred);
  const post = organisation.resolved(level, at) ?? level;
  const suspender = organisation.actingIn(level, at);
  const told: Told[] =
    reached.found === null && suspender !== undefined
      ? [{ officer: suspender, post, as: 'suspender' }]
      : tellLevel(reached);
  const count = Number(rung.name.slice('review-'.length)) + 1;
  return {
    told,
    passed: reached.passed,
    rungs: [nextSuspensionReview(facts.calendar, context.policy, at, count)],
  };
}
