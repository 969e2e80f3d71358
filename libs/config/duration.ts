const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** The milliseconds of a duration such as `250ms`, `30s`, `1m` or `2h`; NaN for anything else. */
export function durationMs(text: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m|h)$/.exec(text.trim()) ?? [];
  return Number(amount) * unitMs[unit as keyof typeof unitMs];
}
