import { plain } from './plain.js';
import { Unable } from './unable.js';
import { verifyFile } from './verify-file.js';
import { verifyServer } from './verify-server.js';
import type { Verdict, VerifyOptions } from './verdict.js';

/** @returns the exit code: 0 all is well, 1 something is off, 2 nothing could be verified */
export async function verify(bundle: string | undefined, options: VerifyOptions): Promise<number> {
  try {
    const lines = await answer(bundle, options);
    for (const line of lines.said) console.log(plain(line));
    return lines.sound ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unable)) throw error;
    console.error(`luze: ${plain(error.message)}`);
    return 2;
  }
}

function answer(bundle: string | undefined, options: VerifyOptions): Promise<Verdict> {
  const { key, since, server } = options;
  if (bundle !== undefined && server === undefined) return verifyFile(bundle, options);
  if (bundle === undefined && server !== undefined && since !== undefined)
    return verifyServer(server, since, key);
  throw new Unable('name either a bundle, or both --server and --since');
}
