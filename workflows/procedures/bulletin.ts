import type { Script } from './procedure.js';
import { carryOut } from './result.js';

/**
 * The internal bulletin on the work (党内通报): drafted from the half-year's facts and reviewed, signed off, issued; and every recipient
 * acknowledges having read it.
 */
export const bulletin: Script = (duty) =>
  carryOut(async (must) => {
    await duty.gather('facts');
    await must(duty.stage('draft'));
    await must(duty.stage('sign-off'));
    await must(duty.stage('issue'));
    await duty.publish('issue');
    await must(duty.stage('acknowledgement'));
  });
