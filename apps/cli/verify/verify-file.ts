import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { MalformedLine } from '../../../libs/ledger/bundle/parse-line.js';
import { verifyBundle } from '../../../libs/ledger/bundle/read-bundle.js';
import { NeedsWholeLog, type BundleReport, type Trust } from '../../../libs/ledger/bundle/verify-bundle.js';
import { describeReport } from './describe-report.js';
import { givenKeys, readGiven } from './given.js';
import { showProgress } from './progress.js';
import { Unable } from './unable.js';
import type { Verdict, VerifyOptions } from './verdict.js';

/** @throws Unable when the file is no bundle, or what goes with it cannot be read */
export async function verifyFile(path: string, { key, since }: VerifyOptions): Promise<Verdict> {
  const keys = await givenKeys(key);
  const kept = since === undefined ? null : await readGiven(since);
  return describeReport(await reportOn(path, { keys, kept }), keys !== null);
}

async function reportOn(path: string, trust: Trust): Promise<BundleReport> {
  try {
    const progress = showProgress((await stat(path)).size);
    const file = createReadStream(path, { highWaterMark: 256 * 1024 });
    file.on('data', (piece) => progress.add(piece.length));
    try {
      return await verifyBundle(file, trust);
    } finally {
      progress.stop();
    }
  } catch (error) {
    if (error instanceof MalformedLine) throw new Unable(`${path} is no bundle: ${error.message}`);
    if (error instanceof NeedsWholeLog) throw new Unable(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Unable(`${path} cannot be read: ${code}`, { cause: error });
  }
}
