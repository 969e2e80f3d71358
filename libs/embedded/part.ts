import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program to run, and how. */
export interface Program {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  workingFolder?: string;
  /** The user and group of the system that it runs as; those of this process when absent. */
  user?: { uid: number; gid: number };
  /** Opens a channel for messages to and from a Node program. */
  channel?: boolean;
}

/** One of the programs that make up a running instance. */
export interface Part {
  /** Names its files. */
  name: string;
  /** What a person calls it. */
  title: string;
  /** Asked anew before every start, so it can also clear away what a broken-off run has left. */
  program(): Promise<Program>;
  /** Returns when the part can be used; given up by `signal`. */
  untilReady(child: ChildProcess, signal: AbortSignal): Promise<void>;
  /** How often a start is tried before it has failed, for a part that a killed one's remains may hinder; 1 by default. */
  startTries?: number;
  /** How long it may take until it can be used. */
  startTimeoutMs: number;
  /** What asks it to end in good order. */
  stopSignal: NodeJS.Signals;
  /** How long it may take to end before it is killed. */
  stopTimeoutMs: number;
  /** The same for one that a killed instance left running; `stopTimeoutMs` by default. */
  leftoverTimeoutMs?: number;
  /** What ends it at once. */
  killSignal: NodeJS.Signals;
}

/** Asks again and again until the answer is yes; an error counts as no. */
export async function until(check: () => Promise<boolean>, signal: AbortSignal, everyMs = 50): Promise<void> {
  while (!(await check().catch(() => false))) await sleep(everyMs, undefined, { signal });
}
