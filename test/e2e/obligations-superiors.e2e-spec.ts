import { OVERDUE_LADDER, soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;

beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);

afterAll(() => court.close());

const DAY_MS = 86_400_000;
const NOTHING = { items: [] };

describe('a suspension', () => {
  it('stops the clock until it is resumed, by a post above', async () => {
    const task = await court.open();
    const reason = 'The server room is flooded.';
    expect(await court.tell('head', task, 'suspensions', { reason })).toBe('409 same-person');
    expect(await court.tell('auditor', task, 'suspensions', { reason })).toBe('403 no-authority');
    expect(await court.tell('vice-president', task, 'resumptions')).toBe('409 nothing-to-do');
    const named = { reason, parties: ['member-1'] };
    expect(await court.tell('vice-president', task, 'suspensions', named)).toBe('409 unknown-party');
    expect(await court.tell('vice-president', task, 'suspensions', { reason, parties: ['head'] })).toBe(
      '201 recorded',
    );
    expect(await court.party(task)).toMatchObject({
      status: 'suspended',
      clockOf: 'suspension',
    });
    expect(await court.tell('head', task, 'evidence', NOTHING)).toBe('409 suspended');
    expect(await court.tell('president', task, 'interventions', { kind: 'urge' })).toBe('409 suspended');
    const { parties } = (await court.get('head', `/obligations/${task.id}/explanation`)).body;
    expect(parties[0]).toMatchObject({ clockOf: 'suspension', suspended: { unit: 'workingDays' } });
    expect(await court.tell('head', task, 'resumptions')).toBe('409 same-person');
    expect(await court.tell('president', task, 'resumptions', { reason: 'It is dry.' })).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({ status: 'open', clockOf: 'owner' });
    expect(await court.tell('president', task, 'resumptions', { parties: ['head'] })).toBe(
      '409 not-suspended',
    );
  });
});

describe('a waiver', () => {
  it('ends with a reason what is owed, by a post above', async () => {
    const task = await court.open();
    const reason = 'The superior court has withdrawn it.';
    expect(await court.tell('head', task, 'waivers', { reason })).toBe('409 same-person');
    expect(await court.tell('clerk', task, 'waivers', { reason })).toBe('403 no-authority');
    expect(await court.tell('president', task, 'waivers', { reason })).toBe('201 recorded');
    expect(await court.until(task, ({ status }) => status !== 'open')).toMatchObject({
      status: 'waived',
      partyStates: [{ status: 'waived' }],
    });
  });

  it('of one of several leaves the others', async () => {
    const parties = ['head', 'member-1'].map((id) => ({ kind: 'post', id }));
    const task = await court.open({ parties });
    const waiver = { reason: 'On leave', parties: ['member-1'] };
    expect(await court.tell('vice-president', task, 'waivers', waiver)).toBe('201 recorded');
    expect(await court.tell('vice-president', task, 'waivers', waiver)).toBe('409 already-waived');
    expect(await court.tell('member-1', task, 'receipts', { party: 'member-1' })).toBe('409 already-waived');
    expect((await court.get('clerk', `/obligations/${task.id}`)).body).toMatchObject({
      status: 'open',
      parties: { open: 1, waived: 1 },
    });
  });
});

describe('an intervention', () => {
  const until = soon(2 * DAY_MS);
  const reason = 'This cannot wait any longer.';

  it('urges: clerks and posts above, and no clock stops', async () => {
    const task = await court.open();
    const before = await court.party(task);
    expect(await court.tell('head', task, 'interventions', { kind: 'urge' })).toBe('409 same-person');
    expect(await court.tell('auditor', task, 'interventions', { kind: 'urge' })).toBe('403 no-authority');
    expect(await court.tell('clerk', task, 'interventions', { kind: 'urge' })).toBe('201 recorded');
    expect(await court.tell('superior', task, 'interventions', { kind: 'urge', reason })).toBe(
      '201 recorded',
    );
    expect(await court.party(task)).toEqual(before);
    const inbox = (await court.get('head', '/notifications?limit=200')).body.items as Body[];
    expect(
      inbox.filter(({ kind, subject }) => kind === 'urged' && subject === `obligation/${task.id}`),
    ).toHaveLength(2);
  });

  it('extends of one’s own accord', async () => {
    const task = await court.open();
    const extend = { kind: 'extend', until, reason };
    expect(await court.tell('clerk', task, 'interventions', extend)).toBe('403 no-authority');
    expect(await court.tell('president', task, 'interventions', extend)).toBe('201 recorded');
    expect(await court.tell('president', task, 'interventions', extend)).toBe('409 not-an-extension');
    expect(await court.party(task)).toMatchObject({ dueAt: until, extensions: 1 });
  });

  it('orders rectification of what is overdue, and the ladder starts again', async () => {
    const rectify = { kind: 'rectify', until, reason };
    expect(await court.tell('president', await court.open(), 'interventions', rectify)).toBe(
      '409 not-overdue',
    );
    const task = await court.openOverdue();
    expect(await court.tell('auditor', task, 'interventions', rectify)).toBe('403 no-authority');
    expect(await court.tell('president', task, 'interventions', rectify)).toBe('201 recorded');
    expect(await court.party(task)).toMatchObject({
      round: 2,
      dueAt: until,
      light: 'blue',
      nextRung: { name: 'overdue', at: until },
    });
  });

  it('sends what is overdue to a launch file, which ends it', async () => {
    const send = { kind: 'send-to-launch', reason };
    expect(await court.tell('president', await court.open(), 'interventions', send)).toBe('409 not-overdue');
    const ladder = OVERDUE_LADDER.map((rung) =>
      rung.name === 'launch' ? { ...rung, action: 'lapse' } : rung,
    );
    expect(await court.tell('president', await court.openOverdue({ ladder }), 'interventions', send)).toBe(
      '409 no-launch-here',
    );
    const task = await court.openOverdue();
    expect(await court.tell('president', task, 'interventions', send)).toBe('201 recorded');
    expect((await court.until(task, ({ status }) => status !== 'open')).status).toBe('lapsed');
    const files = await court.api.dataSource.query<object[]>(
      'SELECT answering, stage, unit_id FROM launch_file WHERE subject = $1',
      [`obligation/${task.id}`],
    );
    expect(files).toEqual([{ answering: 'head', stage: 'task', unit_id: 'court' }]);
  });
});
