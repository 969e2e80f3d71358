import { Context } from '@temporalio/activity';
import type { Housekeeping, Sealed } from '../libs/contracts/activities.js';
import { noteRefusal } from '../libs/persistence/repositories/sealing.repository.js';
import { SealingRefused } from '../libs/sealing/refused.js';
import { cosign } from './seal/cosign.js';
import { sealAll, type SealingParts } from './seal/seal-all.js';
import { WitnessError, type Witness } from './seal/witness.js';

export interface SealParts extends Omit<SealingParts, 'onBatch'> {
  /** Called after each batch; by default it tells Temporal that the activity lives. */
  readonly onBatch?: () => void;
  readonly witness?: Witness;
  /** Called with what somebody has to look at; once, as long as it stays the same. */
  readonly onAlarm: (message: string) => void;
}

/** Gives entries their place in the log, batch by batch, writes the checkpoints out, and has them signed by the witness. */
export function createSeal({
  witness,
  onAlarm,
  onBatch = beat,
  ...parts
}: SealParts): Pick<Housekeeping, 'seal'> {
  const { dataSource } = parts;
  const refusals = new Alarm(onAlarm);
  const silences = new Alarm(onAlarm);

  async function sealOrRefuse(): Promise<Sealed> {
    try {
      const sealed = await sealAll({ ...parts, onBatch });
      if (sealed.size !== null) await noteRefusal(dataSource.manager, null);
      return { ...sealed, refusal: null };
    } catch (error) {
      if (!(error instanceof SealingRefused)) throw error;
      await noteRefusal(dataSource.manager, error.message);
      return { entries: 0, size: null, refusal: error.message };
    }
  }

  /** What a witness does, or does not do, stops nothing. */
  async function askWitness(): Promise<void> {
    if (witness === undefined) return;
    try {
      await cosign(dataSource, witness);
      silences.clear();
    } catch (error) {
      if (!(error instanceof WitnessError)) throw error;
      silences.raise(`the last checkpoint is not signed by the witness: ${error.message}`);
    }
  }

  return {
    async seal() {
      const sealed = await sealOrRefuse();
      if (sealed.refusal === null) refusals.clear();
      else refusals.raise(`nothing is sealed: ${sealed.refusal}`);
      if (sealed.size !== null) await askWitness();
      return sealed;
    },
  };
}

/** Raised once for each message, until it is cleared. */
class Alarm {
  #raised: string | null = null;

  constructor(private readonly sound: (message: string) => void) {}

  raise(message: string): void {
    if (message !== this.#raised) this.sound(message);
    this.#raised = message;
  }

  clear(): void {
    this.#raised = null;
  }
}

/** Tells Temporal that the activity lives; ends it where it was cancelled, or its worker is being stopped. */
function beat(): void {
  const context = Context.current();
  context.heartbeat();
  context.cancellationSignal.throwIfAborted();
}
