import { spawn } from 'node:child_process';

/** Runs a script with Node in the project's folder, its output shown as it comes. Gives the exit code, 1 for a signal. */
export function runTool(command: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
