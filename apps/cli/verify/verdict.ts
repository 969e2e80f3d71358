/** What `luze verify` was asked, besides the bundle. */
export interface VerifyOptions {
  readonly key?: readonly string[];
  readonly since?: string;
  readonly server?: string;
}

/** What it answers: lines to print, and whether all is well. */
export interface Verdict {
  readonly said: readonly string[];
  readonly sound: boolean;
}
