/** Something outside the project is missing. The message is one line that says what, and what to do about it. */
export class Unable extends Error {}

const causes = [
  [/ENOSPC|EDQUOT|no space left/i, 'the disk is full'],
  [
    /EAI_AGAIN|ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network request .* failed/i,
    'no network: the package registry cannot be reached',
  ],
  [/EACCES|EPERM|EROFS|permission denied|read-only file system/i, 'no permission to write to this folder'],
];

/** The known cause that the output of a failed tool names, or undefined. */
export const knownCause = (output) => causes.find(([pattern]) => pattern.test(output))?.[1];
