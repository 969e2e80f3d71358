import { Listr } from 'listr2';

/** One step of something that takes a while. */
export interface Step {
  title: string;
  /**
   * Does it. `show` replaces the line that tells what it is at.
   * @returns what stands beside its title once it is done
   */
  run(show: (line: string) => void): Promise<string | void>;
}

/** Runs steps one after the other and shows each: on a terminal as a list that moves, elsewhere as one line each. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  if (process.stdout.isTTY) return runAsList(steps);
  for (const { title, run } of steps) {
    const startedMs = Date.now();
    const detail = await run((line) => console.log(`… ${title}: ${line}`));
    const seconds = `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;
    console.log(`✔ ${title} (${[detail, seconds].filter(Boolean).join(', ')})`);
  }
}

async function runAsList(steps: readonly Step[]): Promise<void> {
  const tasks = steps.map(({ title, run }) => ({
    title,
    task: async (_: unknown, task: { title: string; output: string }) => {
      const detail = await run((line) => (task.output = line));
      if (detail) task.title = `${title} (${detail})`;
    },
  }));
  await new Listr(tasks, {
    // Signals are answered in one place, and errors told in one line at the end.
    registerSignalListeners: false,
    rendererOptions: { showErrorMessage: false },
  }).run();
}
