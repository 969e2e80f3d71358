import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { overdueRungs, stillUnfired, type DueRung } from '../persistence/repositories/rung.repository.js';
import { openAmong, type OwnedSubject } from '../persistence/repositories/subject.repository.js';
import { clocksOf, listedAsRunning, openSubjectPages, type Clock } from '../temporal/clocks.js';

/** More are not listed one by one: by then the alarm of the API is about all of them. */
const MOST_RUNGS = 1_000;

export interface LookParts {
  readonly dataSource: DataSource;
  readonly client: Client;
  /** How long a rung may stay unfired after it has come. */
  readonly unfiredAfterMs: number;
  /** Called often, while there is much to look at. */
  readonly onProgress: () => void;
}

/** What seems wrong at a first look, and may only be on its way: about to start, to fire, to close. */
export interface FirstLook {
  readonly openSubjects: number;
  readonly runningWorkflows: number;
  readonly notListed: readonly OwnedSubject[];
  readonly unfired: readonly DueRung[];
}

/** Compares all open subjects with all workflows that Temporal lists. */
export async function lookOnce(parts: LookParts): Promise<FirstLook> {
  const { dataSource, client, unfiredAfterMs, onProgress } = parts;
  const running = await listedAsRunning(client, onProgress);
  const notListed: OwnedSubject[] = [];
  let openSubjects = 0;
  for await (const page of openSubjectPages(dataSource)) {
    openSubjects += page.length;
    notListed.push(...page.filter(({ id }) => !running.has(id)));
    onProgress();
  }
  const unfired = await overdueRungs(dataSource.manager, unfiredAfterMs, MOST_RUNGS);
  return { openSubjects, runningWorkflows: running.size, notListed, unfired };
}

/** What is wrong for sure. */
export interface SecondLook {
  readonly missing: readonly OwnedSubject[];
  readonly stopped: readonly OwnedSubject[];
  /** Of subjects whose workflows run. */
  readonly unfired: readonly DueRung[];
}

/** Looks again at what seemed wrong a while ago, and asks for each workflow by itself. */
export async function lookAgain(
  { dataSource, client, onProgress }: LookParts,
  { notListed, unfired }: FirstLook,
): Promise<SecondLook> {
  const clocks: { subject: OwnedSubject; clock: Clock }[] = [];
  for (let from = 0; from < notListed.length; from += 500) {
    const ids = notListed.slice(from, from + 500).map(({ id }) => id);
    clocks.push(...(await clocksOf(client, await openAmong(dataSource.manager, ids))));
    onProgress();
  }
  const of = (clock: Clock): OwnedSubject[] =>
    clocks.filter((one) => one.clock === clock).map(({ subject }) => subject);
  const [missing, stopped] = [of('missing'), of('stopped')];
  const silent = new Set([...missing, ...stopped].map(({ id }) => id));
  const still = await stillUnfired(dataSource.manager, unfired);
  return { missing, stopped, unfired: still.filter(({ subject }) => !silent.has(subject)) };
}
