import type { Supervisor } from '../../../libs/embedded/supervisor.js';
import { whenAskedToStop } from '../when-asked-to-stop.js';

/**
 * One press of Ctrl-C arrives twice under npm: from the terminal, and passed on by npm. A signal this soon after the
 * first one is therefore no second wish.
 */
const sameWishMs = 1000;

/** A stop that a signal asks for: whether it was asked for, and a promise that resolves when all parts have ended. */
export interface SignalledStop {
  asked: boolean;
  done: Promise<void>;
}

/** Lets the first signal to stop end all parts in good order, and a second one at once. */
export function stopOnSignal(supervisor: Supervisor): SignalledStop {
  const stop: SignalledStop = { asked: false, done: Promise.resolve() };
  stop.done = new Promise((resolve, reject) => {
    let askedAtMs = 0;
    const answer = () => {
      if (stop.asked) {
        if (Date.now() - askedAtMs > sameWishMs) supervisor.kill();
        return;
      }
      stop.asked = true;
      askedAtMs = Date.now();
      console.log('\n• stopping; once more ends everything at once');
      supervisor.stop().then(() => {
        console.log('• stopped');
        resolve();
      }, reject);
    };
    whenAskedToStop(answer);
  });
  return stop;
}
