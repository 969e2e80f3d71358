import { Presets, SingleBar } from 'cli-progress';

/** Shows how far something has come; nothing where nobody watches. */
export interface Progress {
  add(count: number): void;
  stop(): void;
}

/** A bar on standard error, where that is a terminal. */
export function showProgress(total: number): Progress {
  const bar = new SingleBar(
    {
      format: 'verifying {bar} {percentage} %, {eta_formatted} to go',
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { add: (count) => bar.increment(count), stop: () => bar.stop() };
}
