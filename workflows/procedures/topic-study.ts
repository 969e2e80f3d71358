import type { Script } from './procedure.js';
import { carryOut } from './result.js';

/**
 * The leading group deliberates the subject (专题研究): set down on the agenda, deliberated in a meeting, minuted with attendance and
 * quorum, confirmed by the first responsible person. Then each decision is tracked to its own end.
 */
export const topicStudy: Script = (duty) =>
  carryOut(async (must) => {
    await must(duty.stage('agenda'));
    await must(duty.stage('meeting'));
    await must(duty.stage('minutes'));
    await must(duty.stage('confirmation'));
    await duty.openFollowUps('minutes');
  });
