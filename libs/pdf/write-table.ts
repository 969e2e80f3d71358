import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import PDFDocument from 'pdfkit';

export interface TableColumn {
  readonly heading: string;
  /** Its share of the width of the page. */
  readonly share: number;
}

/** Rows in the order of the columns, some at a time. */
export type TableRows = AsyncIterable<readonly (readonly string[])[]>;

/** The font that travels with the product, seen from this file in the sources or under dist/: no machine need have one of its own. */
const FONT = new URL(
  'libs/pdf/fonts/noto-sans-sc.ttf',
  import.meta.url.replace(/(\/dist)?\/libs\/pdf\/[^/]+$/, '/'),
);

const MARGIN = 36;
const SIZE = 8;
const GAP = 4;
/** So much may wait for whoever reads, before the next rows are made. */
const WAITING_BYTES = 256 * 1024;
const LOOK_AGAIN_MS = 20;

/** Writes a table page by page as its rows come, in memory that does not grow with them but for some bytes a page. */
export async function writeTable(
  title: string,
  columns: readonly TableColumn[],
  rows: TableRows,
): Promise<Readable> {
  const font = await readFile(FONT);
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: MARGIN,
    info: { Title: title },
    lang: 'zh-CN',
    autoFirstPage: false,
  });
  doc.registerFont('text', font);
  doc.font('text').fontSize(SIZE);
  const table = new Table(doc, title, columns);
  // What goes wrong while it is written ends it early, which whoever opens it sees.
  void table.write(rows).then(
    () => doc.end(),
    (error: Error) => doc.destroy(error),
  );
  return doc;
}

class Table {
  readonly #widths: readonly number[];
  #page = 0;
  #y = 0;

  constructor(
    private readonly doc: PDFKit.PDFDocument,
    private readonly title: string,
    private readonly columns: readonly TableColumn[],
  ) {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    // A4 lying on its side, in points.
    const width = 841.89 - 2 * MARGIN;
    this.#widths = columns.map(({ share }) => (width * share) / shares);
  }

  async write(rows: TableRows): Promise<void> {
    this.#newPage();
    for await (const some of rows) {
      for (const row of some) this.#row(row);
      while (this.doc.readableLength > WAITING_BYTES && !this.doc.destroyed) await sleep(LOOK_AGAIN_MS);
      if (this.doc.destroyed) return;
    }
  }

  #newPage(): void {
    this.doc.addPage();
    this.#page++;
    this.doc.text(`${this.title} · ${this.#page}`, MARGIN, MARGIN / 2, { lineBreak: false });
    this.#y = MARGIN;
    this.#draw(this.columns.map(({ heading }) => heading));
  }

  #row(cells: readonly string[]): void {
    if (this.#y + this.#heightOf(cells) > this.doc.page.height - MARGIN) this.#newPage();
    this.#draw(cells);
  }

  #draw(cells: readonly string[]): void {
    const height = this.#heightOf(cells);
    let x = MARGIN;
    cells.forEach((cell, at) => {
      const width = this.#widths[at] as number;
      this.doc.text(cell, x, this.#y, { width: width - GAP, height, ellipsis: true });
      x += width;
    });
    this.#y += height + GAP;
    this.doc
      .moveTo(MARGIN, this.#y - GAP / 2)
      .lineTo(x, this.#y - GAP / 2)
      .lineWidth(0.25)
      .stroke('#999999');
  }

  /** Of the tallest cell, and no more than a page has. */
  #heightOf(cells: readonly string[]): number {
    const heights = cells.map((cell, at) =>
      this.doc.heightOfString(cell, { width: (this.#widths[at] as number) - GAP }),
    );
    return Math.min(Math.max(...heights), this.doc.page.height - 3 * MARGIN);
  }
}
