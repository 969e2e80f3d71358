import { Court } from '../../../test/support/domain/court.js';
import { endOf } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, stageOf, WINDOW } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';
import { evolveStage } from './evolve.js';
import type { PartyStatus } from './state.js';
import { assertTransition, TRANSITIONS, type Move } from './transitions.js';

type Script = (play: Play) => unknown;
type Kind = 'reviewed' | 'unreviewed' | 'nobody-above' | 'right' | 'incident';
type Setting = Kind | { readonly kind: Kind; readonly evidence: readonly string[] };
const submit: Said = { kind: 'submit', evidence: [] };
const until = endOf('2026-10-30');

const handIn: Script = (play) => play.tell('2026-10-12 10:00', 'o-head-a', submit);
const refer: Script = (play) =>
  play.tell('2026-10-12 10:00', 'o-head-a', {
    kind: 'submit',
    evidence: play.stage().definition.evidence.map(({ name: requirement }) => ({
      requirement,
      reference: { place: 'where', custodianPost: 'head-b' },
    })),
  });
const see: Script = (play) =>
  play.tell('2026-10-12 10:30', 'o-head-b', { kind: 'sight', requirements: ['file'] });
const suspend: Script = (play) =>
  play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
const resume: Script = (play) => play.tell('2026-10-12 12:00', 'o-vice-1', { kind: 'resume', reason: null });
const waive: Script = (play) =>
  play.tell('2026-10-12 13:00', 'o-president', { kind: 'waive', reason: 'why' });
const review =
  (verdict: 'accept' | 'return'): Script =>
  (play) =>
    play.tell('2026-10-12 13:00', 'o-vice-1', { kind: 'review', verdict, reason: 'why' });
const waitTo =
  (at: string): Script =>
  (play) =>
    play.until(at);

/** For each way in the table one course of events that goes it. */
const WAYS: readonly [PartyStatus, Move, PartyStatus, Script[], Setting?][] = [
  ['open', 'submit', 'in-review', [handIn]],
  ['open', 'submit', 'fulfilled', [handIn], 'unreviewed'],
  ['open', 'submit', 'accepted-unreviewed', [handIn], 'nobody-above'],
  ['open', 'submit', 'open', [refer], { kind: 'unreviewed', evidence: ['file'] }],
  ['open', 'sight', 'fulfilled', [refer, see], { kind: 'unreviewed', evidence: ['file'] }],
  ['open', 'sight', 'accepted-unreviewed', [refer, see], { kind: 'nobody-above', evidence: ['file'] }],
  ['open', 'sight', 'open', [refer, see], { kind: 'unreviewed', evidence: ['file', 'map'] }],
  ['open', 'suspend', 'suspended', [suspend]],
  ['open', 'waive', 'waived', [waive]],
  [
    'open',
    'extend',
    'open',
    [(p) => p.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'extend', until, reason: 'why' })],
  ],
  [
    'open',
    'rectify',
    'open',
    [
      waitTo('2026-10-23'),
      (p) => p.tell('2026-10-23 10:00', 'o-vice-1', { kind: 'rectify', until, reason: 'why' }),
    ],
  ],
  ['open', 'exhaust', 'lapsed', [waitTo('2026-12-01')]],
  [
    'open',
    'hand-over',
    'handed-over',
    [(p) => p.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'hand-over', to: 'head-b', reason: 'why' })],
    'incident',
  ],
  ['open', 'close-window', 'window-closed', [waitTo('2026-12-01')], 'right'],
  ['in-review', 'sight', 'in-review', [refer, see], { kind: 'reviewed', evidence: ['file'] }],
  ['in-review', 'accept', 'fulfilled', [handIn, review('accept')]],
  ['in-review', 'return', 'open', [handIn, review('return')]],
  ['in-review', 'pass-on', 'in-review', [handIn, waitTo('2026-10-27')]],
  ['in-review', 'pass-on', 'accepted-unreviewed', [handIn, waitTo('2026-12-31')]],
  ['in-review', 'suspend', 'suspended', [handIn, suspend]],
  ['in-review', 'waive', 'waived', [handIn, waive]],
  ['suspended', 'resume', 'open', [suspend, resume]],
  ['suspended', 'resume', 'in-review', [handIn, suspend, resume]],
  ['suspended', 'waive', 'waived', [suspend, waive]],
];

function playOf(setting: Setting = 'reviewed'): Play {
  const { kind, evidence } = typeof setting === 'string' ? { kind: setting, evidence: [] } : setting;
  const court = new Court();
  if (kind === 'nobody-above') court.isVacant('vice-1').isVacant('president').isVacant('superior');
  const review = kind === 'reviewed' || kind === 'nobody-above' ? BY_SUPERIOR : null;
  const right = kind === 'right' ? ({ kind: 'right', ladder: WINDOW } as const) : {};
  const asked = evidence.map((name) => ({ name, title: { zh: name, en: name } }));
  const procedure = kind === 'incident' ? 'incident' : 'duty';
  return new Play(briefOf(dutyOf([stageOf({ review, evidence: asked, ...right })], { procedure })), {
    court,
  });
}

describe('the table of transitions', () => {
  const inTable = Object.entries(TRANSITIONS).flatMap(([from, moves]) =>
    Object.entries(moves).flatMap(([move, targets]) => targets.map((to) => `${from} -${move}-> ${to}`)),
  );

  it('has a course of events for each of its ways, and no other', () => {
    expect(WAYS.map(([from, move, to]) => `${from} -${move}-> ${to}`).sort()).toEqual([...inTable].sort());
  });

  it.each(WAYS.map(([from, move, to, scripts, setting]) => ({ from, move, to, scripts, setting })))(
    '$from -$move-> $to',
    ({ from, to, scripts, setting }) => {
      const play = playOf(setting);
      for (const script of scripts.slice(0, -1)) script(play);
      expect(play.party().status).toBe(from);
      const answer = scripts.at(-1)?.(play);
      if (typeof answer === 'string') throw new Error(`refused: ${answer}`);
      expect(play.party().status).toBe(to);
    },
  );

  it('leads from everywhere to an end, and from an end nowhere', () => {
    const ends: PartyStatus[] = [
      'fulfilled',
      'accepted-unreviewed',
      'waived',
      'lapsed',
      'handed-over',
      'window-closed',
    ];
    for (const status of Object.keys(TRANSITIONS) as PartyStatus[]) {
      const reached = new Set<PartyStatus>([status]);
      for (const from of reached) {
        for (const targets of Object.values(TRANSITIONS[from])) targets.forEach((to) => reached.add(to));
      }
      expect(ends.some((end) => reached.has(end))).toBe(true);
      expect(Object.keys(TRANSITIONS[status]).length === 0).toBe(ends.includes(status));
    }
  });

  it('refuses every other way', () => {
    const statuses = Object.keys(TRANSITIONS) as PartyStatus[];
    const moves = new Set(Object.values(TRANSITIONS).flatMap((row) => Object.keys(row))) as Set<Move>;
    for (const from of statuses) {
      for (const move of moves) {
        for (const to of statuses) {
          const isIn = inTable.includes(`${from} -${move}-> ${to}`);
          if (isIn) expect(() => assertTransition(from, move, to)).not.toThrow();
          else expect(() => assertTransition(from, move, to)).toThrow('no transition');
        }
      }
    }
  });
});

describe('an entry that does not belong to the state', () => {
  const play = playOf('unreviewed');
  handIn(play);
  const submitted = play.last('evidence-submitted');

  it.each([
    [
      'of a party that has ended',
      () => evolveStage({ ...play.stage(), outcome: null }, submitted),
      'has ended',
    ],
    ['of a stage that is closed', () => evolveStage(play.stage(), submitted), 'is closed'],
    [
      'of a party that is not there',
      () => {
        const body = { ...submitted.body, party: 'nobody' };
        return evolveStage(playOf().stage(), { ...submitted, body });
      },
      'no party nobody',
    ],
    [
      'of a rung that is not the next',
      () => {
        const other = playOf().until('2026-10-22');
        return evolveStage(playOf().stage(), other.last('rung-fired'));
      },
      'is not the next one',
    ],
    [
      'of a move from another status',
      () => {
        const accepted = playOf();
        handIn(accepted);
        review('accept')(accepted);
        return evolveStage(playOf().stage(), accepted.last('submission-accepted'));
      },
      'no transition',
    ],
  ])('%s is damage', (_, evolve, message) => {
    expect(evolve).toThrow(message);
  });
});
