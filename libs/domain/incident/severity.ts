import { nameFaults, type Fault } from '../duty/fault.js';
import { offsetOf, offsetSpecProblem } from '../duty/offset.js';
import type { IncidentClock, OffsetSpec, Severity } from '../duty/definition.js';

/** The stage of each clock, in order. */
const STAGES = {
  acknowledge: 'acknowledge',
  contain: 'contain',
  reportUpward: 'report-upward',
  resolve: 'resolve',
  review: 'review',
} as const satisfies Record<IncidentClock, string>;

/** Their stages, in order. */
export const CLOCKED_STAGES: readonly string[] = Object.values(STAGES);

const CLOCKS = Object.keys(STAGES) as readonly IncidentClock[];

/** What a severity says of a stage; undefined for one whose time does not depend on it. */
export function withinOf(severity: Severity | undefined, stage: string): OffsetSpec | undefined {
  const clock = CLOCKS.find((one) => STAGES[one] === stage);
  return clock && severity?.within[clock];
}

const MAX_SEVERITIES = 9;

/** What is wrong with a table of severities, gravest first. */
export function severityFaults(severities: readonly Severity[]): Fault[] {
  const faults = nameFaults(
    severities.map(({ name }) => name),
    (index) => `/severities/${index}/name`,
  );
  if (severities.length === 0 || severities.length > MAX_SEVERITIES)
    faults.push({ pointer: '/severities', detail: `1 to ${MAX_SEVERITIES} severities, the gravest first` });
  severities.forEach(({ within }, index) =>
    CLOCKS.forEach((clock) => {
      const problem =
        offsetSpecProblem(within[clock]) ??
        (offsetOf(within[clock]).amount > 0 ? null : 'longer than nothing');
      if (problem !== null) faults.push({ pointer: `/severities/${index}/within/${clock}`, detail: problem });
    }),
  );
  return faults;
}
