import type { VerifierKey } from '../notes/verifier-key.js';
import type { Checkpoint } from '../notes/checkpoint.js';
import { provesConsistency } from '../tree/verify.js';
import { Findings, type Finding } from './findings.js';
import { openSigned } from './open-signed.js';

/** A log that somebody keeps a checkpoint of, as it is now. */
export interface Growth {
  /** The signed notes of then and now. */
  readonly kept: string;
  readonly now: string;
  readonly keys: readonly VerifierKey[];
  /** Asked for the proof that the tree of `second` leaves begins with the tree of `first`. */
  prove(first: number, second: number): Promise<readonly Uint8Array[]>;
}

export interface GrowthReport {
  readonly kept: Checkpoint | null;
  readonly now: Checkpoint | null;
  /** Which keys signed the one of now, `name+hash`. */
  readonly signers: readonly string[];
  readonly findings: readonly Finding[];
}

/** Verifies that a log goes on from a checkpoint that was kept: signatures, sizes, and the proof of RFC 6962, section 2.1.2. */
export async function verifyGrowth({ kept: then, now: note, keys, prove }: Growth): Promise<GrowthReport> {
  const findings = new Findings(10);
  const { checkpoint: now, signers } = openSigned(note, keys, 'the checkpoint of the server', findings);
  const { checkpoint: kept } = openSigned(then, keys, 'the checkpoint that was kept', findings);
  if (now !== null && kept !== null) {
    if (kept.origin !== now.origin)
      findings.add(`the checkpoint that was kept is of ${kept.origin}, and this log is ${now.origin}`);
    if (kept.size > now.size)
      findings.add(
        `the checkpoint that was kept has ${kept.size} leaves, the log has ${now.size}: its tail was cut off, or the server shows an older state`,
      );
    else if (!provesConsistency(kept, now, await prove(kept.size, now.size)))
      findings.add(
        `the first ${kept.size} leaves are not proved to be those of the checkpoint that was kept: the log was rewritten, or the proof is wrong`,
      );
  }
  return { kept, now, signers, findings: findings.first };
}
