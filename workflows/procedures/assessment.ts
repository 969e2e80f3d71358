import { inOrder } from './in-order.js';
import type { Script } from './procedure.js';
import { carryOut } from './result.js';

/** Inspection and assessment (监督检查考评): the period's facts from the ledger, then the stages that the duty lists, one after the other. */
export const assessment: Script = (duty) =>
  carryOut(async (must) => {
    await duty.gather('facts');
    await inOrder(duty, must);
  });
