import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject } from './paths.mjs';

const file = inProject('dist/.bootstrap.lock');

/** Runs `work` while no other process installs or builds in this clone; waits for one that does. */
export async function withLock(work) {
  mkdirSync(inProject('dist'), { recursive: true });
  for (let told = false; !take(); told = true) {
    if (!told) console.error('… waiting for another luze that is installing or building here');
    await sleep(300);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // Left behind by a process that was killed: free it for the next try.
    if (!isAlive(holder())) rmSync(file, { force: true });
    return false;
  }
}

function holder() {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  // Not yet written or just removed: whoever holds it is at work, so look again.
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
