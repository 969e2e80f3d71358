import type { EntityManager } from 'typeorm';
import type { Progress, SubjectInput } from '../../libs/contracts/activities.js';
import type { ChangeFacts, ChangeState } from '../../libs/domain/change/change.js';
import type { CycleState } from '../../libs/domain/cycle/cycle.js';
import type { CycleFacts } from '../../libs/domain/cycle/cycle.js';
import { MAX_DIGEST, type DeliveryFacts, type DeliveryState } from '../../libs/domain/delivery/delivery.js';
import type { DispatchState } from '../../libs/domain/dispatch/dispatch.js';
import type { MeetingFacts, MeetingInput, MeetingState } from '../../libs/domain/meeting/meeting.js';
import type { ObligationFacts } from '../../libs/domain/obligation/inquiry-openings.js';
import type { ObligationInput, ObligationState } from '../../libs/domain/obligation/obligation.js';
import { progressOf } from '../../libs/domain/obligation/progress.js';
import type { SubjectKind } from '../../libs/domain/subject/ids.js';
import type { Entry } from '../../libs/domain/subject/machine.js';
import type { Instant } from '../../libs/domain/time.js';
import { messageIdOf } from '../../libs/notification/message-id.js';
import { waitingMail } from '../../libs/persistence/repositories/notification.repository.js';
import { outagesBetween } from '../../libs/persistence/repositories/outage.repository.js';
import type { Texts } from '../../libs/privacy/texts.js';
import type { Facts } from '../../libs/records/facts/facts.js';
import type { OrganisationSnapshot } from '../../libs/records/facts/organisation-snapshot.js';
import { changeFacts } from './change-facts.js';
import { otherIncidents } from './incident-facts.js';
import { inquiryFacts } from './inquiry-facts.js';
import { meetingFacts } from './meeting-facts.js';

/** What a machine is told of the world, and the version of the organisation in it. */
export interface GatheredFacts<F> {
  readonly facts: F;
  readonly snapshot: OrganisationSnapshot | null;
  /** Does in the same transaction what goes with the entries: stores texts that the machine has made, publishes what it approved. */
  readonly accompany?: (entries: readonly Entry[]) => Promise<void>;
}

/** What settling needs to know of a kind of subject, beside its machine and its rows. */
export interface SettleKind<S, F> {
  /** Whether its first settling puts it on record, because nothing opens it. */
  readonly opensItself: boolean;
  gather(
    manager: EntityManager,
    state: S,
    now: Instant,
    inputs: readonly SubjectInput[],
  ): Promise<GatheredFacts<F>>;
  /** What the workflow may go on from. */
  progress(manager: EntityManager, state: S): Promise<Progress>;
}

export interface SettleKindOptions {
  readonly facts: Facts;
  readonly texts: Texts;
  /** How long what is due to a recipient is gathered into one digest. */
  readonly deliveryDelayMs: number;
}

/** How each kind of subject is settled. */
export function settleKinds({
  facts,
  texts,
  deliveryDelayMs,
}: SettleKindOptions): Readonly<Record<SubjectKind, SettleKind<unknown, unknown>>> {
  const obligation: SettleKind<ObligationState, ObligationFacts> = {
    opensItself: false,
    async gather(manager, state, now, inputs) {
      const { brief, openedAt } = state;
      const { snapshot, calendar } = await facts.current(manager, brief.calendarId);
      const { organisation } = snapshot;
      const outages = openedAt === null ? [] : await outagesBetween(manager, openedAt, now);
      const asked = inputs as readonly ObligationInput[];
      return {
        facts: {
          organisation,
          calendar,
          outages,
          incidents: await otherIncidents(manager, asked),
          ...(await inquiryFacts(manager, organisation, state, asked, now)),
        },
        snapshot,
      };
    },
    progress: (_manager, state) => Promise.resolve({ kind: 'obligation', ...progressOf(state) }),
  };

  const cycle: SettleKind<CycleState, CycleFacts> = {
    opensItself: false,
    async gather(manager, { brief }) {
      const { snapshot, calendar } = await facts.current(manager, brief.calendarId);
      return { facts: { organisation: snapshot.organisation, calendar }, snapshot };
    },
    progress: (_manager, state) => Promise.resolve({ kind: 'cycle', periodsDone: state.opened.length }),
  };

  const delivery: SettleKind<DeliveryState, DeliveryFacts> = {
    opensItself: true,
    gather: async (manager, { recipient }) => ({
      facts: { waiting: await waitingMail(manager, recipient, MAX_DIGEST), messageIdOf },
      snapshot: null,
    }),
    async progress(manager, { recipient, digest }) {
      const waiting = await waitingMail(manager, recipient, 1);
      return { kind: 'delivery', digest, hasWaiting: waiting.length > 0, delayMs: deliveryDelayMs };
    },
  };

  const dispatch: SettleKind<DispatchState, null> = {
    opensItself: false,
    gather: () => Promise.resolve({ facts: null, snapshot: null }),
    progress: (_manager, { isDue, sent, completedAt }) =>
      Promise.resolve({ kind: 'dispatch', isDue, isComplete: completedAt !== null, sent }),
  };

  const meeting: SettleKind<MeetingState, MeetingFacts> = {
    opensItself: false,
    async gather(manager, state, now, inputs) {
      const { snapshot, calendar } = await facts.current(manager, state.brief.calendarId);
      const outages = state.calledAt === null ? [] : await outagesBetween(manager, state.calledAt, now);
      const stageFacts = { organisation: snapshot.organisation, calendar, outages };
      return {
        snapshot,
        ...(await meetingFacts(manager, texts, state, inputs as MeetingInput[], stageFacts)),
      };
    },
    progress: (_manager, { closedAt }) => Promise.resolve({ kind: 'meeting', closed: closedAt !== null }),
  };

  const change: SettleKind<ChangeState, ChangeFacts> = {
    opensItself: false,
    async gather(manager, state, now, inputs) {
      const { snapshot, calendar } = await facts.current(manager, state.brief.calendarId);
      const outages = state.proposedAt === null ? [] : await outagesBetween(manager, state.proposedAt, now);
      const stageFacts = { organisation: snapshot.organisation, calendar, outages };
      return { snapshot, ...(await changeFacts(manager, state, inputs, stageFacts, snapshot)) };
    },
    progress: (_manager, { closedAt }) => Promise.resolve({ kind: 'change', closed: closedAt !== null }),
  };

  return { change, obligation, cycle, meeting, delivery, dispatch };
}
