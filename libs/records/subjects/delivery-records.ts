import {
  deliveryMachine,
  newDelivery,
  type DeliveryEntry,
  type DeliveryFacts,
  type DeliveryInput,
  type DeliveryState,
} from '../../domain/delivery/delivery.js';
import { bareId } from '../../domain/subject/ids.js';
import { markSent, putIntoDigest } from '../../persistence/repositories/notification.repository.js';
import type { SubjectRecords } from './subject-records.js';

export const deliveryRecords: SubjectRecords<DeliveryState, DeliveryInput, DeliveryEntry, DeliveryFacts> = {
  machine: deliveryMachine,

  workflow: () => null,

  blank: (subject) => newDelivery(bareId(subject)),

  load: (_manager, { id, state }) =>
    Promise.resolve(state === null ? newDelivery(bareId(id)) : (state as DeliveryState)),

  stored: (state) => state,

  // A signal starts it whenever there is something to send.
  isOver: () => true,

  async write(manager, { after, entries }) {
    for (const { kind, body, at } of entries) {
      if (kind === 'digest-composed') await putIntoDigest(manager, body.messageId, body.notifications);
      else await markSent(manager, after.recipient, body.messageId, at);
    }
  },
};
