import type { Command } from 'commander';

/** `luze worker-health`: whether the worker of this machine, or of this container, takes work. */
export function addWorkerHealthCommand(program: Command): void {
  program
    .command('worker-health')
    .description(
      'tell whether a worker of this host asks Temporal for work; the exit code is 1 where none does',
    )
    .action(async () => {
      const { workerHealth } = await import('./worker-health.js');
      process.exitCode = await workerHealth();
    });
}
