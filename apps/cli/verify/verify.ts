import { plain } from './plain.js';
import { Unable } from './unable.js';
import { verifyFile } from './verify-file.js';
import type { VerifyOptions } from './verdict.js';

/** @returns the exit code: 0 all is well, 1 something is off, 2 nothing could be verified */
export async function verify(bundle: string, options: VerifyOptions): Promise<number> {
  try {
    const lines = await verifyFile(bundle, options);
    for (const line of lines.said) console.log(plain(line));
    return lines.sound ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unable)) throw error;
    console.error(`luze: ${plain(error.message)}`);
    return 2;
  }
}
