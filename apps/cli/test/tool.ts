import { spawn, type ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

/** No check takes this long: one that does hangs. */
const limitMs = 20 * 60_000;

/** Runs a script with Node in the project's folder, its output shown as it comes. Gives the exit code, 1 for a signal. */
export function runTool(command: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    running.add(child);
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/** Ends whatever tool is running. */
export function stopTools(): void {
  for (const child of running) child.kill('SIGTERM');
}
