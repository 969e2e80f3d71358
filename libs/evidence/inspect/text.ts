import { TextDecoder } from 'node:util';
import { createReadStream } from 'node:fs';
import { bearsMark } from '../marks.js';
import { activeContent, marked, wrongType } from '../refusal.js';

/** Controls but tab, line feed, form feed and carriage return; NUL among them. */
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
/** What a browser or an interpreter would take for something else than text. */
const DISGUISED = /^\s*(?:<[!?a-z]|#!|%!PS|\{\\rtf|MIME-Version:|From )/i;
/** A cell from which a spreadsheet program would start another one. */
const CALLING_CELL = /(?:^|[,;\t"'])\s*[=+\-@][^,;\t]*\|[^,;\t]*!/;
const LONGEST_LINE = 10_000;

/** Both encodings that are read; whatever is UTF-8 is rarely GB18030 too, and then its lines are searched as both. */
const ENCODINGS = ['utf-8', 'gb18030'] as const;

/** Plain text in strict UTF-8 or GB18030: no binary data, no markup, no marks. */
export async function inspectText(path: string, isTable: boolean): Promise<void> {
  let readings = ENCODINGS.map((encoding) => new Reading(encoding, isTable));
  for await (const chunk of createReadStream(path)) {
    readings = readings.filter((reading) => reading.take(chunk as Buffer));
    if (readings.length === 0) throw notText();
  }
  readings = readings.filter((reading) => reading.end());
  if (readings.length === 0) throw notText();
  // UTF-8 that is well-formed is no accident: what it means as GB18030 does not matter then.
  (readings[0] as Reading).judge();
}

const notText = () =>
  wrongType('type-mismatch', 'Its name says that it is text, but it is not: neither UTF-8 nor GB18030.');

/** The text as one encoding reads it. */
class Reading {
  private readonly decoder: TextDecoder;
  private line = '';
  private isFirst = true;
  private refusal: Error | undefined;

  constructor(
    encoding: string,
    private readonly isTable: boolean,
  ) {
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  /** Whether it is still text in this encoding. */
  take(chunk: Buffer): boolean {
    return this.add(() => this.decoder.decode(chunk, { stream: true }));
  }

  end(): boolean {
    if (!this.add(() => this.decoder.decode())) return false;
    this.look(this.line);
    return true;
  }

  /** @throws FileRefused when a line of it may not be */
  judge(): void {
    if (this.refusal) throw this.refusal;
  }

  private add(decode: () => string): boolean {
    let text: string;
    try {
      text = decode();
    } catch {
      return false;
    }
    if (CONTROLS.test(text)) return false;
    const lines = (this.line + text).split(/\r\n?|[\n\f\u2028\u2029]/);
    this.line = lines.pop() ?? '';
    for (const line of lines) this.look(line);
    if (this.line.length > LONGEST_LINE) {
      this.look(this.line);
      this.line = '';
    }
    return true;
  }

  private look(line: string): void {
    if (this.refusal) return;
    if (this.isFirst && line.trim() !== '') {
      this.isFirst = false;
      if (DISGUISED.test(line))
        this.refusal = wrongType(
          'type-mismatch',
          'Its name says that it is plain text, but it is markup or a script.',
        );
    }
    if (this.isTable && CALLING_CELL.test(line))
      this.refusal ??= activeContent('a formula that calls a program');
    const parts = this.isTable ? line.split(/[,;\t]/).map((cell) => cell.replace(/^"|"$/g, '')) : [line];
    if ([line, ...parts].some(bearsMark)) this.refusal ??= marked('in its text');
  }
}
