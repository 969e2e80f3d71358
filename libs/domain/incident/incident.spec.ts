import { inShanghai, shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import {
  briefOf,
  BY_SUPERIOR,
  dutyOf,
  MINUTES,
  stageOf,
  WINDOW,
} from '../../../test/support/domain/duties.js';
import { ScriptPlay } from '../../../test/support/domain/script-play.js';
import { incident } from '../../../workflows/procedures/incident.js';
import { validateDuty } from '../duty/validate.js';
import type { DutyDefinition, Severity, StageDefinition } from '../duty/definition.js';

const hours = (n: number) => ({ duration: `PT${n}H` });
const severity = (name: string, ...times: number[]): Severity => {
  return {
    name,
    title: { zh: name, en: name },
    within: {
      acknowledge: hours(times[0] ?? 0),
      contain: hours(times[1] ?? 0),
      reportUpward: hours(times[2] ?? 0),
      resolve: hours(times[3] ?? 0),
      review: hours(times[4] ?? 0),
    },
  };
};
const owed = (name: string, changes: Partial<StageDefinition> = {}): StageDefinition =>
  stageOf({
    name,
    parties: { headOf: 'unit' },
    due: { from: 'opening', offset: hours(1) },
    ladder: MINUTES,
    ...changes,
  });
const evidence = (name: string) => [{ name, title: { zh: name, en: name } }];

const HANDLING: DutyDefinition = dutyOf(
  [
    owed('triage'),
    owed('acknowledge'),
    owed('contain', { evidence: evidence('containment') }),
    owed('report-upward', { parties: { named: [{ kind: 'post', id: 'vice-1' }] } }),
    owed('resolve'),
    owed('review', {
      due: { from: 'stage-opening', offset: { workingDays: 5 } },
      review: BY_SUPERIOR,
    }),
    owed('reopening', {
      kind: 'right',
      due: { from: 'stage-opening', offset: { workingDays: 10 } },
      ladder: WINDOW,
    }),
  ],
  {
    key: 'incident-handling',
    procedure: 'incident',
    severities: [severity('grave', 1, 2, 3, 8, 24), severity('light', 4, 24, 48, 96, 100)],
  },
);

const CONTAINED = { kind: 'submit', evidence: [{ requirement: 'containment', document: 'd' }] } as const;
const done = (stage: string) => ({ kind: 'submit', stage, evidence: [] }) as const;
const light = { kind: 'triage', severity: 'light', reason: 'r' } as const;
const grave = { kind: 'triage', severity: 'grave', reason: 'r' } as const;

/** An incident of department A, reported on Friday, 9 October 2026, at nine. */
const reported = (court = new Court()): Promise<ScriptPlay> =>
  ScriptPlay.of(briefOf(HANDLING, { unitId: 'dept-a' }), incident, { court });

async function triaged(command: typeof light | typeof grave = light): Promise<ScriptPlay> {
  const playing = await reported();
  expect(await playing.tell('2026-10-09 09:20', 'o-head-a', command)).toBeNull();
  return playing;
}

/** Handled as it should be, up to the window in which it may be reopened. */
async function handled(): Promise<ScriptPlay> {
  const playing = await triaged();
  for (const stage of ['acknowledge', 'resolve'])
    expect(await playing.tell('2026-10-09 10:00', 'o-head-a', done(stage))).toBeNull();
  expect(await playing.tell('2026-10-09 10:30', 'o-head-a', { ...CONTAINED, stage: 'contain' })).toBeNull();
  expect(await playing.tell('2026-10-09 11:00', 'o-vice-1', done('report-upward'))).toBeNull();
  const followUps = [{ document: 'm'.repeat(64), post: 'judge-a1', due: shanghai('2026-11-30') }];
  expect(await playing.tell('2026-10-09 11:30', 'o-head-a', { ...done('review'), followUps })).toBeNull();
  const accept = { kind: 'review', verdict: 'accept', reason: null } as const;
  expect(await playing.tell('2026-10-09 11:45', 'o-vice-1', accept)).toBeNull();
  return playing;
}

it('is a sound duty, and one without its table of severities is none', () => {
  expect(validateDuty(HANDLING)).toEqual([]);
  const { severities: _, ...without } = HANDLING;
  expect(validateDuty(without)).toMatchObject([{ pointer: '/severities' }]);
  expect(validateDuty({ ...HANDLING, procedure: 'duty' })).toMatchObject([{ pointer: '/severities' }]);
});

describe('triage', () => {
  it('starts all clocks of its severity at once, counted from the report', async () => {
    const playing = await triaged();
    expect(playing.open()).toEqual({
      acknowledge: '2026-10-09 13:00',
      contain: '2026-10-10 09:00',
      'report-upward': '2026-10-11 09:00',
      resolve: '2026-10-13 09:00',
    });
    expect(playing.play.state.incident?.severity).toBe('light');
  });

  it('that nobody made leaves the gravest severity, and lapses as any duty does', async () => {
    const playing = await (await reported()).until('2026-10-09 10:31');
    expect(playing.play.firings().some((firing) => firing.includes('launch'))).toBe(true);
    expect(playing.open()).toMatchObject({ resolve: '2026-10-09 17:00' });
    expect(playing.play.state.incident).toBeUndefined();
    expect(await playing.tell('2026-10-09 10:40', 'o-head-a', light)).toBeNull();
    expect(playing.open()).toMatchObject({ resolve: '2026-10-13 09:00' });
  });

  it('is made by whoever owes it, or above; of a severity that the table has', async () => {
    const playing = await reported();
    const at = '2026-10-09 09:10';
    expect(await playing.tell(at, 'o-judge-a1', light)).toBe('not-yours');
    expect(await playing.tell(at, 'o-head-a', { ...light, severity: 'huge' })).toBe('unknown-severity');
    expect(await playing.tell(at, 'o-head-a', light)).toBeNull();
    expect(await playing.tell(at, 'o-head-a', light)).toBe('same-severity');
    expect(await playing.tell(at, 'o-judge-a1', grave)).toBe('no-authority');
  });

  it('made graver plans the clocks again from the report, or from now where that has passed, and never later', async () => {
    const playing = await triaged();
    expect(await playing.tell('2026-10-09 12:00', 'o-vice-1', grave)).toBeNull();
    expect(playing.open()).toEqual({
      acknowledge: '2026-10-09 13:00',
      contain: '2026-10-09 14:00',
      // Three hours from the report on is this very instant: three hours from now.
      'report-upward': '2026-10-09 15:00',
      resolve: '2026-10-09 17:00',
    });
    expect(playing.play.last('replanned').body.parties[0]).toMatchObject({
      clock: { basis: { of: 'severity' } },
    });
  });

  it('made lighter gives time to what is not overdue, and hides no lapse', async () => {
    const playing = await triaged(grave);
    await playing.until('2026-10-09 10:05');
    expect(await playing.tell('2026-10-09 10:06', 'o-head-a', light)).toBeNull();
    expect(playing.open()).toMatchObject({ acknowledge: '2026-10-09 10:00', contain: '2026-10-10 09:00' });
    await playing.until('2026-10-09 10:35');
    const fired = playing.play.of('rung-fired').filter(({ body }) => body.stage === 'acknowledge');
    expect(fired.map(({ body }) => body.rung)).toEqual([
      'remind',
      'overdue',
      'escalate-1',
      'escalate-2',
      'launch',
    ]);
  });
});

it('goes from the report to the tracked measures, and closes when nobody reopens it', async () => {
  const playing = await handled();
  expect(Object.keys(playing.open())).toEqual(['reopening']);
  expect(playing.play.last('follow-ups-opened').body.openings).toMatchObject([
    { subject: 'obligation/one.review.1', brief: { parentId: 'one' } },
  ]);
  await playing.until('2026-11-30 09:00');
  expect(playing.play.state.result).toBe('fulfilled');
});

it('a clock that lapsed is on record and ends nothing', async () => {
  const playing = await triaged(grave);
  await playing.until('2026-10-10 09:00');
  expect(playing.open()).toMatchObject({ review: expect.any(String) });
  await playing.until('2026-12-30 09:00');
  expect(playing.play.state).toMatchObject({ result: 'lapsed' });
});

describe('reopening', () => {
  it('goes through containing, resolving and the review once more', async () => {
    const playing = await handled();
    expect(await playing.tell('2026-10-12 09:00', 'o-judge-a1', { kind: 'reopen', reason: 'r' })).toBe(
      'no-authority',
    );
    expect(await playing.tell('2026-10-12 09:00', 'o-vice-1', { kind: 'reopen', reason: 'r' })).toBeNull();
    expect(playing.open()).toEqual({ 'contain-2': '2026-10-13 09:00', 'resolve-2': '2026-10-16 09:00' });
    expect(await playing.tell('2026-10-12 10:00', 'o-head-a', done('resolve-2'))).toBeNull();
    expect(
      await playing.tell('2026-10-12 10:00', 'o-head-a', { ...CONTAINED, stage: 'contain-2' }),
    ).toBeNull();
    const followUps = [{ document: 'm'.repeat(64), post: 'judge-a1', due: shanghai('2026-11-30') }];
    expect(await playing.tell('2026-10-12 11:00', 'o-head-a', { ...done('review-2'), followUps })).toBeNull();
    const accept = { kind: 'review', verdict: 'accept', reason: null } as const;
    expect(await playing.tell('2026-10-12 12:00', 'o-vice-1', accept)).toBeNull();
    expect(playing.play.last('follow-ups-opened').body).toMatchObject({ stage: 'review-2', openings: [{}] });
    expect(Object.keys(playing.open())).toEqual(['reopening-2']);
  });

  it('is for what was resolved, and within its window', async () => {
    const playing = await triaged();
    const reopen = { kind: 'reopen', reason: 'r' } as const;
    expect(await playing.tell('2026-10-09 10:00', 'o-vice-1', reopen)).toBe('not-resolved');
    const over = await handled();
    expect(await over.tell('2026-12-30 10:00', 'o-vice-1', reopen)).toBe('obligation-closed');
  });
});

describe('command', () => {
  const handOver = { kind: 'hand-over', to: 'head-b', reason: 'r' } as const;

  it('passes on with the time that is left, and the record of what is overdue', async () => {
    const playing = await triaged(grave);
    await playing.until('2026-10-09 10:05');
    expect(await playing.tell('2026-10-09 10:06', 'o-judge-a1', handOver)).toBe('no-authority');
    expect(await playing.tell('2026-10-09 10:06', 'o-vice-1', handOver)).toBeNull();
    const [old, taken] = [...playing.play.stage('acknowledge').parties.values()];
    expect(old).toMatchObject({ status: 'handed-over', clock: null });
    expect(taken).toMatchObject({ party: { id: 'head-b' }, status: 'open', light: 'red' });
    expect(inShanghai(taken?.clock?.due ?? '')).toBe('2026-10-09 10:00');
    expect(await playing.tell('2026-10-09 10:07', 'o-head-a', done('resolve'))).toBe('not-yours');
    for (const stage of ['acknowledge', 'resolve'])
      expect(
        await playing.tell('2026-10-09 10:08', 'o-head-b', { ...done(stage), party: 'head-b' }),
      ).toBeNull();
    expect(playing.play.stage('resolve').outcome).toMatchObject({ fulfilled: 1, lapsed: 0 });
  });

  it('stays with the new post in what opens later, and can go on from there', async () => {
    const playing = await triaged();
    await playing.tell('2026-10-09 09:30', 'o-head-a', handOver);
    expect(await playing.tell('2026-10-09 09:31', 'o-head-a', { ...handOver, to: 'head-c' })).toBe(
      'no-authority',
    );
    expect(await playing.tell('2026-10-09 09:31', 'o-head-b', { ...handOver, to: 'nowhere' })).toBe(
      'unknown-post',
    );
    expect(await playing.tell('2026-10-09 09:31', 'o-head-b', handOver)).toBe('same-post');
    expect(await playing.tell('2026-10-09 09:32', 'o-head-b', { ...handOver, to: 'head-c' })).toBeNull();
    await playing.until('2026-10-14 09:00');
    expect([...playing.play.stage('review').parties.keys()]).toEqual(['head-c']);
  });
});

it('a task is an obligation of its own, and a note is a line of the timeline', async () => {
  const playing = await triaged();
  const task = { kind: 'assign-task', document: 'd', post: 'judge-a1', due: shanghai('2026-10-12') } as const;
  expect(await playing.tell('2026-10-09 10:00', 'o-head-a', { ...task, due: shanghai('2026-10-08') })).toBe(
    'date-in-the-past',
  );
  expect(await playing.tell('2026-10-09 10:00', 'o-head-a', { ...task, post: 'nobody' })).toBe(
    'unknown-post',
  );
  expect(await playing.tell('2026-10-09 10:00', 'o-head-a', task)).toBeNull();
  expect(playing.play.last('task-assigned').body.openings).toMatchObject([
    { subject: 'obligation/one.task-1', brief: { parentId: 'one', document: 'd' } },
  ]);
  expect(await playing.tell('2026-10-09 10:05', 'o-clerk', { kind: 'note', document: 'n' }, true)).toBeNull();
  expect(await playing.tell('2026-10-09 10:05', 'o-judge-a1', { kind: 'note', document: 'n' })).toBe(
    'no-authority',
  );
});

describe('a merge', () => {
  const merge = { kind: 'merge', into: 'other', reason: 'r' } as const;
  const other = {
    dutyId: 'incident-handling',
    reportedAt: shanghai('2026-10-08'),
    commanders: ['head-b'],
    isOpen: true,
  };

  it('ends the later report, tells the earlier one, and opens nothing more', async () => {
    const playing = await triaged();
    playing.play.incidents.set('other', other);
    expect(await playing.tell('2026-10-09 10:00', 'o-head-a', merge)).toBe('no-authority');
    expect(await playing.tell('2026-10-09 10:00', 'o-head-b', merge)).toBeNull();
    expect(playing.play.state).toMatchObject({ result: 'merged', incident: { mergedInto: 'other' } });
    expect(playing.play.last('incident-merged').body.openings).toMatchObject([
      {
        brief: {
          send: [{ subject: 'obligation/other', message: { kind: 'join-duplicate', duplicate: 'one' } }],
        },
      },
    ]);
    const count = playing.play.entries.length;
    await playing.until('2027-03-01');
    expect(playing.play.entries).toHaveLength(count);
  });

  it('goes into the earlier, open one, and never hides what is overdue', async () => {
    const playing = await triaged(grave);
    const { incidents } = playing.play;
    expect(await playing.tell('2026-10-09 09:30', 'o-head-b', merge)).toBe('unknown-incident');
    incidents.set('other', { ...other, reportedAt: shanghai('2026-10-10') });
    expect(await playing.tell('2026-10-09 09:30', 'o-head-b', merge)).toBe('merge-into-the-earlier');
    incidents.set('other', { ...other, isOpen: false });
    expect(await playing.tell('2026-10-09 09:30', 'o-head-b', merge)).toBe('other-closed');
    incidents.set('other', other);
    expect(await playing.tell('2026-10-09 10:01', 'o-head-b', merge)).toBe('overdue');
  });

  it('is remembered once by the incident that goes on', async () => {
    const playing = await triaged();
    for (const _ of [1, 2])
      playing.play.step('2026-10-09 10:00', { kind: 'join-duplicate', duplicate: 'later' });
    expect(playing.play.state.incident?.duplicates).toEqual(['later']);
  });
});

it('a referral opens a launch file of facts, for which nobody answers themselves', async () => {
  const playing = await triaged();
  const refer = { kind: 'refer', answering: 'head-a', reason: 'r' } as const;
  expect(await playing.tell('2026-10-09 10:00', 'o-head-a', refer)).toBe('same-person');
  expect(await playing.tell('2026-10-09 10:00', 'o-vice-1', { ...refer, answering: 'nobody' })).toBe(
    'unknown-post',
  );
  expect(await playing.tell('2026-10-09 10:00', 'o-vice-1', refer)).toBeNull();
  expect(playing.play.last('incident-referred').body.launch).toMatchObject({
    id: 'launch/one/referral/1/head-a',
    answering: 'head-a',
    existing: false,
    holdings: [{ officerId: 'o-head-a' }],
  });
});
