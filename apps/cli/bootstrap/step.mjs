import { spawn } from 'node:child_process';
import { inProject } from './paths.mjs';

const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Runs `work` as one visible step on standard error: on a terminal one line that counts, elsewhere a line at the start
 * and one at the end, and one every 15 seconds between.
 * @param {() => string} progress what to show beside the elapsed time while it runs
 */
export async function step(title, work, progress = () => '') {
  const startedMs = Date.now();
  const terminal = process.stderr.isTTY;
  const show = (mark, text) =>
    process.stderr.write(terminal ? `\r\x1b[2K${mark} ${text}` : `${mark} ${text}\n`);
  const tick = () => show('…', [title, progress(), seconds(startedMs)].filter(Boolean).join(', '));

  show('…', title);
  const timer = setInterval(tick, terminal ? 200 : 15_000);
  try {
    const result = await work();
    show('✔', `${title} (${seconds(startedMs)})`);
    return result;
  } catch (error) {
    show('✖', `${title} (${seconds(startedMs)})`);
    throw error;
  } finally {
    clearInterval(timer);
    if (terminal) process.stderr.write('\n');
  }
}

/** Runs a program in the project and gives its exit code and everything that it printed. */
export function capture(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: inProject(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
