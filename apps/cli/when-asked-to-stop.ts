/**
 * Calls `answer` each time this process is asked to end: by SIGINT, SIGTERM or SIGHUP, or by the end of the npm that
 * runs it. The process then ends only by its own doing.
 */
export function whenAskedToStop(answer: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, answer);
  if (process.env.npm_lifecycle_event) whenParentIsGone(answer);
}

/** A signal that ends npm ends the shell between it and this process too, which does not pass it on. */
function whenParentIsGone(answer: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    answer();
  }, 500).unref();
}
