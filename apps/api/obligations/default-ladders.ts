import type { Ladder } from '../../../libs/domain/duty/definition.js';

/** Of a one-off task that brings none: reminders, two levels above, and an end with the direct leader. */
export const DEFAULT_LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -1 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 2, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 5, level: 2 },
    { name: 'lapse', action: 'lapse', offset: 10 },
  ],
};

/** Of its reviewer. */
export const DEFAULT_REVIEW_LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -1 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 2, level: 1 },
    { name: 'lapse', action: 'lapse', offset: 5 },
  ],
};
