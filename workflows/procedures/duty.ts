import { inOrder } from './in-order.js';
import type { Script } from './procedure.js';
import { carryOut } from './result.js';

/** Any other duty of a plan: the stages that its definition lists, one after the other. */
export const duty: Script = (duty) => carryOut((must) => inOrder(duty, must));
