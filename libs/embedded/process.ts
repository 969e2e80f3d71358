import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process as it can be recognised later. Numbers of processes are given out again, so a number alone says nothing:
 * together with the moment at which the process began it is unique.
 */
export interface ProcessMark {
  pid: number;
  /** When it began, in whatever form this system tells it; only compared. */
  began: string;
  command: string;
}

/** The mark of a process that is running now; undefined when there is none of that number, or only its remains. */
export function markOf(pid: number): ProcessMark | undefined {
  try {
    return process.platform === 'linux' ? markFromProc(pid) : markFromPs(pid);
  } catch {
    return undefined;
  }
}

/** True while the very process that was marked is running. */
export const isRunning = (mark: ProcessMark): boolean => markOf(mark.pid)?.began === mark.began;

export interface StopOptions {
  /** What asks it to end. */
  signal: NodeJS.Signals;
  /** How long it may take before it is killed. */
  patienceMs: number;
}

/** Asks a process that is no child of this one to end, and kills it when it does not. Returns when it is gone. */
export async function stopProcess(mark: ProcessMark, { signal, patienceMs }: StopOptions): Promise<void> {
  const killAtMs = Date.now() + patienceMs;
  send(mark, signal);
  let killed = false;
  while (isRunning(mark)) {
    if (!killed && Date.now() > killAtMs) killed = send(mark, 'SIGKILL');
    await sleep(50);
  }
}

function send({ pid }: ProcessMark, signal: NodeJS.Signals): true {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  return true;
}

function markFromProc(pid: number): ProcessMark | undefined {
  // The name in parentheses may itself hold spaces and parentheses: count the fields from the last one on.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticksAfterBoot] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { pid, began: `${boot} ${ticksAfterBoot}`, command };
}

function markFromPs(pid: number): ProcessMark | undefined {
  const line = execFileSync('ps', ['-p', String(pid), '-o', 'stat=,lstart=,command='], { encoding: 'utf8' });
  const [, state, began, command] = /^(\S+)\s+(\S+\s+\S+\s+\d+\s+\S+\s+\d+)\s+(.*)$/.exec(line.trim()) ?? [];
  if (!began || command === undefined || state?.startsWith('Z')) return undefined;
  return { pid, began, command };
}
