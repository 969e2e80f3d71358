/** What the thread that reads a PDF answers: its text, one line each, or why it is refused. */
export interface PdfFinding {
  readonly text?: string;
  readonly refused?: 'damaged' | 'encrypted' | 'active' | 'embedded' | 'too-much';
}
