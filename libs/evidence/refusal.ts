/** Why a file is not taken: too large, of no type that is taken, or with something in it that is not. */
export type RefusalGround = 'size' | 'type' | 'content';

/** Thrown where a file is refused; nothing of it is kept. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';

  /**
   * @param code names the rule; clients may rely on it
   * @param detail one sentence for the person who sent it: what is wrong and what to do. Never quotes the file
   */
  constructor(
    readonly ground: RefusalGround,
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

const BY_REFERENCE = 'give it by reference instead: where it is kept and who keeps it.';

export const tooLarge = (maxBytes: number): FileRefused =>
  new FileRefused('size', 'file-too-large', `A file may have at most ${maxBytes} bytes; ${BY_REFERENCE}`);

export const wrongType = (code: 'type-not-taken' | 'type-mismatch', detail: string): FileRefused =>
  new FileRefused('type', code, detail);

export const refusedContent = (code: string, detail: string): FileRefused =>
  new FileRefused('content', code, detail);

/** @param where says where the mark stands, such as `in its name` */
export const marked = (where: string): FileRefused =>
  refusedContent(
    'marked-as-classified',
    `What looks like a classification mark (秘密, 机密 or 绝密) stands ${where}. Nothing classified belongs into this system; ${BY_REFERENCE}`,
  );

/** It ends too early, or is not what its first bytes say. */
export const damaged = (what: string): FileRefused =>
  refusedContent('damaged', `This is no whole ${what}: it is cut off, or damaged. Send it again.`);

export const encrypted = (): FileRefused =>
  refusedContent(
    'encrypted',
    `It is encrypted, so that nobody can examine it: send it without, or ${BY_REFERENCE}`,
  );

export const activeContent = (what: string): FileRefused =>
  refusedContent(
    'active-content',
    `It holds ${what}, which could act by itself: save it without, or as a plain PDF.`,
  );

export const embeddedFile = (): FileRefused =>
  refusedContent('embedded-file', 'Another file is embedded in it: send each file by itself.');

export const notExaminable = (): FileRefused =>
  refusedContent('not-examinable', `It takes too much to examine it: split it, or ${BY_REFERENCE}`);
