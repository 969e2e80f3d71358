/** A cell that holds something. */
export interface Cell {
  /** Such as `C7`. */
  readonly ref: string;
  /** A number where the sheet holds one, which is how it holds a day too; otherwise text. */
  readonly value: string | number;
  /** What stands in it is not simply what somebody wrote. */
  readonly oddity: 'formula' | 'merged' | 'error' | null;
}

export interface Sheet {
  readonly name: string;
  /** Row by row, and in a row by column, from A; cells that hold nothing are left out. */
  readonly rows: readonly { readonly number: number; readonly cells: ReadonlyMap<string, Cell> }[];
  /** Whether its days count from 1904, as they did on other machines. */
  readonly from1904: boolean;
}
