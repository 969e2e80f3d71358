import { badRequest, type Fault } from '../common/problem/problem.js';

/** Whom a command is for; what is left out, the subject finds. */
export const target = ({
  stage,
  party,
}: {
  stage?: string;
  party?: string;
}): { stage?: string; party?: string } => ({
  ...(stage === undefined ? {} : { stage }),
  ...(party === undefined ? {} : { party }),
});

/** The same of a command for several parties. */
export const targets = ({
  stage,
  parties,
}: {
  stage?: string;
  parties?: string[];
}): { stage?: string; parties?: string[] } => ({
  ...(stage === undefined ? {} : { stage }),
  ...(parties === undefined ? {} : { parties }),
});

/** @throws Problem 400 naming every field that this kind of request needs and lacks */
export function requireFields<T extends object>(request: T, names: readonly (keyof T & string)[]): void {
  const faults = names
    .filter((name) => request[name] === undefined)
    .map((name): Fault => ({ pointer: `/${name}`, detail: 'is needed here' }));
  if (faults.length > 0) throw badRequest(faults);
}
