import type { Ladder, OffsetSpec } from './definition.js';

/** Of whoever owes what brings no ladder of its own: a reminder, two levels above, and an end with the direct leader. */
export const DEFAULT_LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -3 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 3, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 6, level: 2 },
    { name: 'lapse', action: 'lapse', offset: 10 },
  ],
};

/** Of its reviewer: one level above. */
export const DEFAULT_REVIEW_LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -1 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 2, level: 1 },
    { name: 'lapse', action: 'lapse', offset: 5 },
  ],
};

/** Until when a principal confirms what was done on their behalf (代办), counted from when it was done. */
export const CONFIRM_WITHIN: OffsetSpec = { workingDays: 5 };

/**
 * Of what asks for a look and a word, such as that confirmation or the approval of a change: its end costs nobody more than that their
 * superior hears of it.
 */
export const HARMLESS_LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -1 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 3, level: 1 },
    { name: 'lapse', action: 'lapse', offset: 8 },
  ],
};
