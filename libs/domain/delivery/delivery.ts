import { refuse, type Entry, type Input, type Machine } from '../subject/machine.js';
import type { OfficerId } from '../organisation/organisation.js';

/** One mail that gathers what is due to a recipient. */
export interface Digest {
  /** Derived from its notifications, so that the same digest sent twice is one message (RFC 5322 Message-ID). */
  readonly messageId: string;
  readonly notifications: readonly string[];
}

export interface DeliveryFacts {
  /** Mail notifications of the recipient that no digest holds yet, oldest first. */
  readonly waiting: readonly string[];
  /** The Message-ID of a digest of these notifications. */
  readonly messageIdOf: (notifications: readonly string[]) => string;
}

export type DeliveryInput =
  (Input & { readonly kind: 'compose' }) | (Input & { readonly kind: 'sent'; readonly messageId: string });

export type DeliveryEntry = Entry<'digest-composed', Digest> | Entry<'digest-sent', { messageId: string }>;

export interface DeliveryState {
  readonly recipient: OfficerId;
  /** Composed and not yet known to be sent. */
  readonly digest: Digest | null;
  readonly sentCount: number;
}

/** A digest holds at most this many notifications; the rest waits for the next one. */
export const MAX_DIGEST = 200;

export const newDelivery = (recipient: OfficerId): DeliveryState => ({
  recipient,
  digest: null,
  sentCount: 0,
});

/** Gathers a recipient's notifications into digests, one on its way at a time. */
export const deliveryMachine: Machine<DeliveryState, DeliveryInput, DeliveryEntry, DeliveryFacts> = {
  decide(state, input, facts) {
    const common = { at: input.at, actor: null, onBehalfOf: null };
    if (input.kind === 'compose') {
      if (state.digest !== null || facts.waiting.length === 0) return { entries: [] };
      const notifications = facts.waiting.slice(0, MAX_DIGEST);
      const digest = { messageId: facts.messageIdOf(notifications), notifications };
      return { entries: [{ ...common, kind: 'digest-composed', body: digest }] };
    }
    if (state.digest?.messageId !== input.messageId)
      return refuse('not-composed', 'No such digest is on its way.');
    return { entries: [{ ...common, kind: 'digest-sent', body: { messageId: input.messageId } }] };
  },
  tick: () => [],
  evolve(state, entry) {
    return entry.kind === 'digest-composed'
      ? { ...state, digest: entry.body }
      : { ...state, digest: null, sentCount: state.sentCount + 1 };
  },
  wake: () => null,
};
