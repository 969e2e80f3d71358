import type { Script } from './procedure.js';
import { sumUp } from './result.js';

/** What the severity starts at once; after a reopening only what is to be done anew. */
const CLOCKS = ['acknowledge', 'contain', 'report-upward', 'resolve'];
const CLOCKS_AGAIN = ['contain', 'resolve'];

/**
 * An incident (突发事件处置): triage sets its severity, which starts several clocks at once; then its causes are reviewed, and each measure
 * is tracked. A clock that lapsed is a lapse on record and ends nothing: an incident is handled to its end. For a while it may be reopened.
 */
export const incident: Script = (incident) =>
  sumUp(async (count) => {
    await count(incident.stage('triage'));
    for (let round = 1; ; round += 1) {
      const clocks = round === 1 ? CLOCKS : CLOCKS_AGAIN;
      await Promise.all(clocks.map((clock) => count(incident.stage(clock, round))));
      await count(incident.stage('review', round));
      await incident.openFollowUps('review', round);
      const reopening = await incident.stage('reopening', round);
      if (reopening.fulfilled === 0) return;
    }
  });
