import fc from 'fast-check';
import { briefOf } from '../../../test/support/domain/duties.js';
import { INQUIRING, LAPSED } from '../../../test/support/domain/inquiries.js';
import type { Said, SaidOfInquiry } from '../../../test/support/domain/play.js';
import { votes } from '../../../test/support/domain/inquiry-play.js';
import { ScriptPlay } from '../../../test/support/domain/script-play.js';
import { inquiry } from '../../../workflows/procedures/inquiry.js';
import type { ObligationEntry } from '../obligation/obligation.js';
import { inShanghai } from '../../../test/support/domain/calendars.js';

const D = 'd'.repeat(64);
const HEAD = 'o-head-a';
const OFFICERS = [
  'o-president',
  'o-superior',
  HEAD,
  'o-head-c',
  'o-judge-b1',
  'o-head-b',
  'o-vice-1',
  'o-clerk',
];
const person = { kind: 'person', id: HEAD } as const;
const finding = { respondent: HEAD, responsibility: null, document: D, shownBy: [D] };
const decision = {
  outcome: 'no-fault',
  reasons: D,
  exemption: null,
  measures: [],
  votes,
  followUps: [],
} as const;

/** Every command that there is, well formed as for the case at hand; whether it is time for it, and theirs, the inquiry has to say. */
const COMMANDS: readonly (SaidOfInquiry | Said)[] = [
  { kind: 'decide-launch', outcome: 'launch', reasons: D, respondents: [person] },
  {
    kind: 'form-group',
    members: [
      { officer: 'o-head-c', isLead: true },
      { officer: 'o-judge-b1', isLead: false },
    ],
  },
  { kind: 'declare-conflict', hasConflict: false, reason: null },
  { kind: 'declare-conflict', hasConflict: true, reason: D },
  { kind: 'appoint-substitute', member: 'o-head-b', inPlaceOf: 'o-judge-b1' },
  { kind: 'raise-objection', member: 'o-judge-b1', reason: D },
  { kind: 'decide-objection', member: 'o-judge-b1', isSustained: false, reason: D },
  { kind: 'serve', what: 'notice', respondent: HEAD, document: D },
  { kind: 'serve', what: 'facts', respondent: HEAD, document: D },
  { kind: 'serve', what: 'decision', respondent: HEAD, document: D },
  { kind: 'submit', stage: 'file-access', evidence: [] },
  { kind: 'submit', stage: 'statement', evidence: [] },
  { kind: 'submit', stage: 'decision', evidence: [] },
  { kind: 'submit', stage: 'report', evidence: [] },

  { kind: 'ask-hearing' },
  { kind: 'comment-facts', stance: 'disagree', document: D },
  { kind: 'answer-comment', respondent: HEAD, isAdopted: true, reason: D },
  { kind: 'draft-report', document: D, findings: [finding], outcome: 'no-fault', measures: [] },
  { kind: 'sign-report', dissent: null },
  { kind: 'decide-inquiry', ...decision },
  { kind: 'file-appeal', document: D },
  { kind: 'submit', evidence: [] },
  { kind: 'waive', reason: D },
];

/** The course that leads to a decision, step by step. */
const COURSE: readonly (readonly [string, SaidOfInquiry | Said])[] = [
  ['o-president', COMMANDS[0] as SaidOfInquiry],
  ['o-president', COMMANDS[1] as SaidOfInquiry],
  ['o-head-c', COMMANDS[2] as SaidOfInquiry],
  ['o-judge-b1', COMMANDS[2] as SaidOfInquiry],
  ['o-head-c', COMMANDS[7] as SaidOfInquiry],
  ['o-head-c', COMMANDS[10] as Said],
  [HEAD, COMMANDS[11] as Said],
  ['o-head-c', COMMANDS[8] as SaidOfInquiry],
  [HEAD, { kind: 'comment-facts', stance: 'agree', document: null }],
  ['o-head-c', COMMANDS[17] as SaidOfInquiry],
  ['o-head-c', COMMANDS[18] as SaidOfInquiry],
  ['o-judge-b1', COMMANDS[18] as SaidOfInquiry],
  ['o-president', COMMANDS[19] as SaidOfInquiry],
];

/** Anything by anybody, time that passes, or a step of the course, in order or out of it. */
const move = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ by: fc.constantFrom(...OFFICERS), what: fc.nat(COMMANDS.length - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 4, arbitrary: fc.record({ skip: fc.constantFrom(0, 0, 0, 0, 0, 1, -1, -2) }) },
);

/** What has to be on record before a decision is. */
function missingBefore(entries: readonly ObligationEntry[]): string[] {
  const decided = entries.findIndex(({ kind }) => kind === 'inquiry-decided');
  if (decided < 0) return [];
  const before = entries.slice(0, decided);
  const closed = (stage: string): boolean =>
    before.some((entry) => entry.kind === 'stage-closed' && entry.body.stage.replace(/-\d+$/, '') === stage);
  const members = before.findLast(({ kind }) => kind === 'group-formed');
  const has = {
    'launch approved': before.some((e) => e.kind === 'launch-decided' && e.body.outcome === 'launch'),
    'a group': members !== undefined,
    'notice served': before.some((e) => e.kind === 'served' && e.body.what === 'notice'),
    'statement window closed': closed('statement'),
    'facts served': before.some((e) => e.kind === 'served' && e.body.what === 'facts'),
    'facts window closed': closed('comments'),
    'report drafted': before.some(({ kind }) => kind === 'report-drafted'),
    'two signatures': before.filter(({ kind }) => kind === 'report-signed').length >= 2,
    'two attestations':
      before.filter((e) => e.kind === 'conflict-declared' && !e.body.hasConflict).length >= 2,
  };
  return Object.entries(has).flatMap(([what, isThere]) => (isThere ? [] : [what]));
}

it('reaches a decision by no order of commands without all that has to come before it', async () => {
  let decided = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 40, maxLength: 160 }), async (moves) => {
      const playing = await ScriptPlay.of(briefOf(INQUIRING, { launch: LAPSED }), inquiry);
      let now = Date.parse('2026-10-09T01:00:00.000Z');
      let place = 0;
      for (const one of moves) {
        if ('skip' in one) {
          place = Math.max(0, place + one.skip) % COURSE.length;
          const [officer, command] = COURSE[place] as (typeof COURSE)[number];
          place = (place + 1) % COURSE.length;
          now += 60_000;
          await playing.tell(inShanghai(new Date(now).toISOString()), officer, command);
        } else if ('hours' in one) {
          now += one.hours * 3_600_000;
          await playing.until(inShanghai(new Date(now).toISOString()));
        } else {
          now += 60_000;
          const what = COMMANDS[one.what] as SaidOfInquiry;
          await playing.tell(inShanghai(new Date(now).toISOString()), one.by, what, one.by === 'o-clerk');
        }
      }
      const { result, inquiry: course } = playing.play.state;
      // Nothing is closed in due course that was launched and never decided.
      if (result === 'fulfilled' && course?.launch?.outcome === 'launch')
        expect(course.decision).not.toBeNull();
      if (playing.play.of('inquiry-decided').length > 0) decided += 1;
      expect(missingBefore(playing.play.entries)).toEqual([]);
    }),
    { numRuns: 60, seed: 27 },
  );
  // Otherwise it would show nothing.
  expect(decided).toBeGreaterThan(5);
}, 60_000);

it('reaches one by the course that has it all, and by that course with any one command left out it does not', async () => {
  const play = async (without: number): Promise<boolean> => {
    const playing = await ScriptPlay.of(briefOf(INQUIRING, { launch: LAPSED }), inquiry);
    let minute = 0;
    for (const [index, [officer, command]] of COURSE.entries()) {
      minute += 1;
      const at = `2026-10-12 09:${String(minute).padStart(2, '0')}`;
      if (index !== without) await playing.tell(at, officer, command);
    }
    return playing.play.of('inquiry-decided').length > 0;
  };
  expect(await play(-1)).toBe(true);
  for (const index of COURSE.keys()) expect([index, await play(index)]).toEqual([index, false]);
});
