const LINE_BREAK = 10;

/** A line that has no end within bounds. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

/** Cuts bytes that come in pieces into lines, keeping no more than one line. */
export class LineSplitter {
  #begun: Buffer[] = [];
  #begunBytes = 0;

  constructor(private readonly maxBytes: number) {}

  /**
   * The lines that end in this piece, each with its line break.
   *
   * @throws LineTooLong
   */
  *split(piece: Buffer): Generator<Buffer> {
    let start = 0;
    for (let end = piece.indexOf(LINE_BREAK); end >= 0; end = piece.indexOf(LINE_BREAK, start)) {
      yield this.#take(piece.subarray(start, end + 1));
      start = end + 1;
    }
    this.#keep(piece.subarray(start));
  }

  /** What stands behind the last line break. */
  rest(): Buffer {
    return this.#take(Buffer.alloc(0));
  }

  #take(last: Buffer): Buffer {
    this.#keep(last);
    const line = this.#begun.length > 1 ? Buffer.concat(this.#begun) : (this.#begun[0] ?? last);
    this.#begun = [];
    this.#begunBytes = 0;
    return line;
  }

  #keep(part: Buffer): void {
    this.#begunBytes += part.length;
    if (this.#begunBytes > this.maxBytes)
      throw new LineTooLong(`a line has more than ${this.maxBytes} bytes`);
    if (part.length > 0) this.#begun.push(part);
  }
}
