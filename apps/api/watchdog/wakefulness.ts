/**
 * For how long a process has been looking without a break. Where looks are missing it slept, and so may the whole machine have done: what came
 * due meanwhile is nobody's fault who is awake again.
 */
export class Wakefulness {
  private lastLookMs: number;

  /** @param gapMs a break between two looks that is longer than this is sleep */
  constructor(
    private readonly gapMs: number,
    private sinceMs: number,
  ) {
    this.lastLookMs = sinceMs;
  }

  look(nowMs: number): void {
    if (nowMs - this.lastLookMs > this.gapMs) this.sinceMs = nowMs;
    this.lastLookMs = nowMs;
  }

  awakeForMs(nowMs: number): number {
    return nowMs - this.sinceMs;
  }
}
