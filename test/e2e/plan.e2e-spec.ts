import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'supertest';
import { ExampleCourt } from '../support/example-court.js';

/** Officers of the example. */
const ADMIN = 'kong-yi';
const SECRETARY = 'shen-mingqian';
const SUPERIOR = 'qiao-muchen';
const OFFICE = 'fang-qingyu';
const CLERK = 'yu-xiaoman';
const AUDITOR = 'ning-zheng';

/** Far enough ahead that nothing opens while the test runs. */
const YEAR = 2190;
const IMPORT = `/plans?unit=court&adoptionDate=${YEAR}-01-01`;

let court: ExampleCourt;

beforeAll(async () => {
  court = await ExampleCourt.start();
}, 60_000);

afterAll(() => court.close());

const countAll = async () => {
  const tables = ['plan', 'duty', 'cycle', 'subject', 'ledger_entry', 'document'];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  const [row] = await court.dataSource.query<[Record<string, number>]>(`SELECT ${counts.join(', ')}`);
  return row;
};

const problemOf = ({ status, body }: Response) => ({ status, code: (body as { code?: string }).code });

const dutyCountOf = (planText: string): number => planText.match(/^ {2}- key: /gm)?.length ?? 0;

describe('a plan that is not as it must be', () => {
  it.each<[string, (text: string) => string, string, RegExp]>([
    ['an unknown key', (text) => text.replace('row: 5', 'rows: 5'), 'rows: 5', /"rows" is not known here/],
    [
      'an unknown ladder',
      (text) => text.replace('ladder: leading', 'ladder: none'),
      'ladder: none',
      /there is no ladder "none"/,
    ],
    [
      'a key twice',
      (text) => text.replace('key: court\n', 'key: court\nkey: again\n'),
      'key: again',
      /not valid YAML/,
    ],
    ['a bomb', () => '['.repeat(100_000), '[', /nested more deeply/],
    ['nothing', () => '# nothing\n', 'nothing', /must be a group of keys/],
  ])('%s: 400 with the line, and nothing is written', async (_, change, wrong, detail) => {
    const before = await countAll();
    const text = change(court.planText);
    const line = text.split('\n').findIndex((one) => one.includes(wrong)) + 1;
    const response = await court.sendPlan(ADMIN, IMPORT, text);
    expect(problemOf(response)).toEqual({ status: 400, code: 'plan-faulty' });
    const { errors } = response.body as { errors: object[] };
    expect(errors).toContainEqual({
      line,
      pointer: expect.any(String) as string,
      detail: expect.stringMatching(detail) as string,
    });
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await countAll()).toEqual(before);
  });

  it('says every fault at once', async () => {
    const text = court.planText.replace('row: 5', 'row: five').replace('ladder: leading', 'ladder: none');
    const { body } = await court.sendPlan(ADMIN, IMPORT, text);
    expect((body as { errors: object[] }).errors).toHaveLength(2);
  });

  it('needs a unit that there is, and dates that there are', async () => {
    for (const [path, pointer] of [
      ['/plans', '/query/unit'],
      ['/plans?unit=palace', '/query/unit'],
      ['/plans?unit=court&adoptionDate=2027-02-30', '/query/adoptionDate'],
      ['/plans?unit=court&adoptionDate=2027-02-01&trialUntil=2027-01-01', '/query/trialUntil'],
      ['/plans?unit=court&colour=red', '/query/colour'],
    ] as const) {
      const response = await court.sendPlan(ADMIN, path, court.planText);
      expect({ path, status: response.status, body: response.body }).toMatchObject({
        path,
        status: 400,
        body: { errors: [{ pointer }] },
      });
    }
  });

  it('is YAML, of at most a megabyte, by an administrator of the unit', async () => {
    expect((await court.sendPlan(ADMIN, IMPORT, '{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await court.send(ADMIN, 'post', IMPORT, {})).status).toBe(415);
    expect((await court.send(ADMIN, 'post', IMPORT)).status).toBe(400);
    expect((await court.sendPlan(ADMIN, IMPORT, `a: "${'x'.repeat(1_100_000)}"`)).status).toBe(413);
    for (const officer of [SECRETARY, CLERK, AUDITOR]) {
      expect((await court.sendPlan(officer, IMPORT, court.planText)).status).toBe(403);
    }
    expect((await court.sendPlan(ADMIN, '/plans?unit=intermediate-court', court.planText)).status).toBe(403);
  });
});

describe('a plan', () => {
  it('is imported once, and answered alike under its key', async () => {
    const key = { 'Idempotency-Key': 'import-1' };
    const response = await court.sendPlan(ADMIN, IMPORT, court.planText, key);
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      id: 'court.court',
      unit: 'court',
      edition: 1,
      adoptionDate: `${YEAR}-01-01`,
      trialUntil: null,
      trialOffice: null,
      version: 1,
    });
    const { duties, newCycles } = response.body as { duties: object[]; newCycles: string[] };
    expect(duties).toHaveLength(dutyCountOf(court.planText));
    expect(newCycles).toContain('court.theory-study');
    const again = await court.sendPlan(ADMIN, IMPORT, court.planText, key);
    expect(again.body).toEqual(response.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const another = await court.sendPlan(ADMIN, IMPORT, `${court.planText}# changed\n`, key);
    expect(problemOf(another)).toEqual({ status: 422, code: 'idempotency-key-reused' });
    expect(problemOf(await court.sendPlan(ADMIN, IMPORT, court.planText))).toEqual({
      status: 409,
      code: 'already-imported',
    });
  });

  it('is shown with its document', async () => {
    const shown = await court.send(CLERK, 'get', '/plans/court.court');
    expect(shown.body).toMatchObject({ id: 'court.court', edition: 1 });
    const { items } = (await court.send(CLERK, 'get', '/plans?unit=court')).body as { items: object[] };
    expect(items).toEqual([shown.body]);
    expect((await court.send(CLERK, 'get', '/plans/none')).status).toBe(404);
    const { document } = shown.body as { document: string };
    const text = await court.send(AUDITOR, 'get', `/documents/${document}?subject=plan/court.court`);
    expect(text.body).toMatchObject({ content: court.planText });
  });

  it('says what it costs each role', async () => {
    const shown = await court.send(CLERK, 'get', `/plans/court.court/effort?from=${YEAR}-01-01`);
    expect(shown.body).toMatchObject({ plan: 'court.court', from: `${YEAR}-01-01`, to: `${YEAR}-12-31` });
    const { roles } = shown.body as { roles: { role: string; minutesAMonth: number }[] };
    expect(roles.find(({ role }) => role === 'party-member')).toMatchObject({
      posts: 13,
      // In the first year one bulletin is read; the second opens when that is over.
      minutesAMonth: 7.5,
    });
    expect((await court.send(CLERK, 'get', '/plans/none/effort')).status).toBe(404);
  });
});

describe('a duty', () => {
  const stage = {
    name: 'roster',
    title: { zh: '值班表', en: 'Roster' },
    kind: 'duty',
    parties: { posts: 'office-head' },
    due: { from: 'period-start', offset: { workingDays: 3 } },
    ladder: {
      rungs: [
        { name: 'overdue', action: 'overdue', offset: { workingDays: 0 } },
        { name: 'lapse', action: 'lapse', offset: { workingDays: 5 } },
      ],
    },
    evidence: [],
    review: null,
  };
  const duty = {
    unit: 'court',
    key: 'roster',
    title: { zh: '重要节点值班', en: 'Roster on key dates' },
    row: 27,
    basis: { strength: 'our-default', source: { zh: '计划第27项', en: 'The plan, row 27' } },
    procedure: 'duty',
    floor: false,
    stages: [stage],
  };

  it('of the plan is shown as it is written, and can be sent back as it is', async () => {
    const shown = await court.send(OFFICE, 'get', '/duties/court.bulletin');
    expect(shown.headers.etag).toBe('"1"');
    expect(shown.body).toMatchObject({
      key: 'bulletin',
      plan: 'court.court',
      row: 2,
      floor: true,
      procedure: 'bulletin',
    });
    const {
      id: _id,
      unit: _unit,
      key: _key,
      plan: _plan,
      publishedAt: _at,
      version: _version,
      ...same
    } = shown.body as Record<string, unknown>;
    const change = { from: `${YEAR}-07-01`, reason: 'Meeting 7', duty: same };
    const changes = '/duties/court.bulletin/changes';
    const asItIs = await court.send(ADMIN, 'post', changes, change);
    expect(asItIs.body).toMatchObject({ n: 1, touchesFloor: false, status: 'proposed' });
    const loosened = { ...change, duty: { ...same, floor: false } };
    const floor = await court.send(ADMIN, 'post', changes, loosened);
    expect(floor.body).toMatchObject({ n: 2, touchesFloor: true });
    expect((await court.send(OFFICE, 'get', '/duties/court.bulletin')).body).toEqual(shown.body);
    const cycle = await court.send(OFFICE, 'get', '/cycles/court.bulletin');
    expect(cycle.body).toMatchObject({ duty: 'court.bulletin', dutyVersion: 1 });
  });

  it('is laid down beside the plan, and its change waits for another person', async () => {
    expect((await court.send(CLERK, 'post', '/duties', duty)).status).toBe(403);
    const created = await court.send(ADMIN, 'post', '/duties', duty);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ id: 'court.roster', plan: null, version: 1, stages: [stage] });
    expect(problemOf(await court.send(ADMIN, 'post', '/duties', duty))).toEqual({
      status: 409,
      code: 'already-exists',
    });
    const { unit: _unit, key: _key, ...change } = duty;
    const proposal = { from: `${YEAR}-07-01`, reason: 'Meeting 7', duty: change };
    expect((await court.send(ADMIN, 'post', '/duties/none/changes', proposal)).status).toBe(404);
    expect((await court.send(CLERK, 'post', '/duties/court.roster/changes', proposal)).status).toBe(403);
    expect((await court.send(ADMIN, 'post', '/duties/court.roster/changes', proposal)).status).toBe(201);
    const listed = await court.send(CLERK, 'get', '/duties?unit=court&limit=200');
    const versions = (listed.body as { items: { id: string; version: number }[] }).items.map(
      ({ id, version }) => `${id} ${version}`,
    );
    expect(versions).toContain('court.roster 1');
    expect(versions).toHaveLength(dutyCountOf(court.planText) + 1);
  });

  it.each<[string, object, string[]]>([
    ['that is empty', {}, ['/unit', '/key', '/title', '/row', '/basis', '/procedure', '/floor', '/stages']],
    ['with an unknown field', { ...duty, colour: 'red' }, ['/colour']],
    ['of an unknown unit', { ...duty, unit: 'palace' }, ['/unit']],
    [
      'without the stages of its procedure',
      { ...duty, procedure: 'topic-study' },
      ['/stages', '/stages', '/stages', '/stages', '/stages/0/name'],
    ],
    ['owed by two rules at once', stageWith({ parties: { posts: 'x', body: 'y' } }), ['/stages/0/parties']],
    [
      'owed by a post that there is not',
      stageWith({ parties: { named: [{ kind: 'post', id: 'none' }] } }),
      ['/stages/0/parties/named/0/id'],
    ],
    ['due in no unit', stageWith({ due: { from: 'period-end', offset: { weeks: 1 } } }), ['/stages/0/due']],
    ['due on no day', stageWith({ due: { at: '2027-02-30' } }), ['/stages/0/due/at']],
    [
      'without an end',
      stageWith({ ladder: { rungs: [stage.ladder.rungs[0]] } }),
      ['/stages/0/ladder/rungs/0/action'],
    ],
    [
      'counting in two units',
      stageWith({
        ladder: {
          rungs: [stage.ladder.rungs[0], { name: 'lapse', action: 'lapse', offset: { calendarDays: 5 } }],
        },
      }),
      ['/stages/0/ladder/rungs/1/offset'],
    ],
    [
      'with an unknown field deep inside',
      stageWith({ ladder: { rungs: [{ ...stage.ladder.rungs[0], colour: 'red' }, stage.ladder.rungs[1]] } }),
      ['/stages/0/ladder/rungs/0/colour'],
    ],
    [
      'reviewed by a post that there is not',
      stageWith({ review: { by: { named: 'none' }, within: { workingDays: 2 }, ladder: stage.ladder } }),
      ['/stages/0/review/by/named'],
    ],
    [
      'reviewed in no time',
      stageWith({ review: { by: 'superior', within: { workingDays: 0 }, ladder: stage.ladder } }),
      ['/stages/0/review/within'],
    ],
  ])('%s is refused with every place', async (_, body, pointers) => {
    const before = await countAll();
    const response = await court.send(ADMIN, 'post', '/duties', body);
    expect(response.status).toBe(400);
    const { errors } = response.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([...pointers].sort());
    expect(await countAll()).toEqual(before);
  });

  function stageWith(change: object): object {
    return { ...duty, key: 'other', stages: [{ ...stage, ...change }] };
  }
});

describe('the preview of a cycle', () => {
  const preview = (query: string) => court.send(CLERK, 'get', `/cycles/court.topic-study/preview?${query}`);

  it('lists every opening, deadline and rung with what it was computed from', async () => {
    const { status, body } = await preview(`from=${YEAR}-01-01&to=${YEAR}-12-31`);
    expect(status).toBe(200);
    const { periods, ...rest } = body as { periods: { from: string; stages: { rungs: object[] }[] }[] };
    expect(rest).toEqual({
      cycle: 'court.topic-study',
      calendar: 'china',
      calendarVersion: 1,
      isPaused: false,
    });
    expect(periods.map(({ from }) => from)).toEqual([`${YEAR}-01-01`, `${YEAR}-07-01`]);
    expect(periods[0]).toMatchObject({
      opensAt: `${YEAR - 1}-12-31T16:00:00.000Z`,
      fate: 'to-come',
      stages: [
        {
          stage: 'agenda',
          title: { zh: '列入议题', en: 'Set down on the agenda' },
          basis: { of: 'period-end', from: `${YEAR}-06-30T15:59:59.999Z`, offset: { workingDays: -60 } },
          isProvisional: true,
        },
        { stage: 'meeting' },
        { stage: 'minutes' },
        { stage: 'confirmation' },
      ],
    });
    expect(periods[0]?.stages[0]?.rungs).toHaveLength(5);
    expect(periods[0]?.stages[0]?.rungs[2]).toEqual({
      name: 'escalate-1',
      action: 'escalate',
      level: 1,
      offset: { workingDays: 3 },
      at: expect.stringMatching(/T15:59:59\.999Z$/) as string,
      isProvisional: true,
    });
  });

  it.each([
    ['from=2027-01-01', '/query/to'],
    ['from=2027-01-01&to=2028-02-06', '/query/to'],
    ['from=2027-01-02&to=2027-01-01', '/query/to'],
    ['from=2027-13-01&to=2027-12-31', '/query/from'],
    ['from=1500-01-01&to=1500-12-31', '/query/from'],
  ])('refuses %s', async (query, pointer) => {
    const { status, body } = await preview(query);
    expect(status).toBe(400);
    expect((body as { errors: object[] }).errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('is not there for a cycle that there is not', async () => {
    const { status } = await court.send(CLERK, 'get', '/cycles/none/preview?from=2027-01-01&to=2027-02-01');
    expect(status).toBe(404);
  });
});

describe('a cycle', () => {
  const citing = 'Leading group, meeting 7, item 3';

  beforeAll(() => court.startWorker(), 60_000);

  const started = async (id: string): Promise<{ next: { from: string } | null; startedAt: string }> => {
    for (;;) {
      const { body } = await court.send(CLERK, 'get', `/cycles/${id}`);
      if ((body as { startedAt: string | null }).startedAt !== null) return body as never;
      await sleep(50);
    }
  };

  it('of the plan begins, and waits for its first period', async () => {
    expect(await started('court.lectures')).toMatchObject({
      isPaused: false,
      openedCount: 0,
      next: { from: `${YEAR}-01-01`, to: `${YEAR}-03-31`, opensAt: `${YEAR - 1}-12-31T16:00:00.000Z` },
    });
    const entries = await court.send(AUDITOR, 'get', '/ledger/entries?subject=cycle/court.lectures');
    expect((entries.body as { items: object[] }).items).toMatchObject([
      { kind: 'cycle-started', actor: ADMIN },
    ]);
  });

  it('is paused and resumed by the first responsible person, each citing what decided it', async () => {
    const path = '/cycles/court.lectures';
    expect((await court.send(OFFICE, 'post', `${path}/pause`, { citing })).status).toBe(403);
    expect((await court.send(SECRETARY, 'post', `${path}/pause`, {})).status).toBe(400);
    expect((await court.send(SECRETARY, 'post', '/cycles/none/pause', { citing })).status).toBe(404);
    expect(problemOf(await court.send(SECRETARY, 'post', `${path}/resume`, { citing }))).toEqual({
      status: 409,
      code: 'not-paused',
    });
    const paused = await court.send(SECRETARY, 'post', `${path}/pause`, { citing });
    expect({ status: paused.status, body: paused.body }).toEqual({
      status: 201,
      body: { subject: 'cycle/court.lectures', seq: 2 },
    });
    expect(problemOf(await court.send(SECRETARY, 'post', `${path}/pause`, { citing }))).toEqual({
      status: 409,
      code: 'already-paused',
    });
    expect((await court.send(CLERK, 'get', path)).body).toMatchObject({ isPaused: true, version: 2 });
    expect((await court.send(ADMIN, 'post', `${path}/resume`, { citing })).body).toMatchObject({ seq: 3 });
    const { items } = (
      await court.send(AUDITOR, 'get', '/ledger/entries?subject=cycle/court.lectures&kind=cycle-paused')
    ).body as {
      items: { actor: string; body: { citing: string } }[];
    };
    expect(items).toMatchObject([{ actor: SECRETARY }]);
    const document = await court.send(
      AUDITOR,
      'get',
      `/documents/${items[0]?.body.citing}?subject=cycle/court.lectures`,
    );
    expect(document.body).toMatchObject({ content: citing });
  });

  it('skips a period to come', async () => {
    const path = '/cycles/court.lectures/skips';
    expect(problemOf(await court.send(ADMIN, 'post', path, { citing, period: `${YEAR}-02-01` }))).toEqual({
      status: 409,
      code: 'no-such-period',
    });
    expect((await court.send(ADMIN, 'post', path, { citing, period: '2190-02-30' })).status).toBe(400);
    expect((await court.send(ADMIN, 'post', path, { citing, period: `${YEAR}-04-01` })).status).toBe(201);
    expect(problemOf(await court.send(ADMIN, 'post', path, { citing, period: `${YEAR}-04-01` }))).toEqual({
      status: 409,
      code: 'already-skipped',
    });
    const preview = await court.send(
      CLERK,
      'get',
      `/cycles/court.lectures/preview?from=${YEAR}-01-01&to=${YEAR}-12-31`,
    );
    const { periods } = preview.body as { periods: { from: string; fate: string }[] };
    expect(periods.map(({ fate }) => fate)).toEqual(['to-come', 'skipped', 'to-come', 'to-come']);
  });

  it('lets nobody skip what they answer for, and a floor pass only for the superior unit', async () => {
    await started('court.leading-group-agenda');
    await started('court.topic-study');
    expect(
      problemOf(await court.send(SECRETARY, 'post', '/cycles/court.leading-group-agenda/pause', { citing })),
    ).toEqual({ status: 409, code: 'same-person' });
    expect(problemOf(await court.send(ADMIN, 'post', '/cycles/court.topic-study/pause', { citing }))).toEqual(
      { status: 409, code: 'floor' },
    );
    expect((await court.send(SUPERIOR, 'post', '/cycles/court.topic-study/pause', { citing })).status).toBe(
      201,
    );
  });

  it('opens its next period early, and that once', async () => {
    await started('court.theory-study');
    const path = '/cycles/court.theory-study/openings';
    expect(problemOf(await court.send(ADMIN, 'post', path, { citing, period: `${YEAR}-05-15` }))).toEqual({
      status: 409,
      code: 'not-next',
    });
    expect((await court.send(ADMIN, 'post', path, { citing, period: `${YEAR}-01-15` })).status).toBe(201);
    expect(problemOf(await court.send(ADMIN, 'post', path, { citing, period: `${YEAR}-01-20` }))).toEqual({
      status: 409,
      code: 'already-opened',
    });
    expect((await court.send(CLERK, 'get', '/cycles/court.theory-study')).body).toMatchObject({
      openedCount: 1,
      next: { from: `${YEAR}-02-01` },
    });
    const obligation = await court.send(CLERK, 'get', `/obligations/court.theory-study.${YEAR}-01-01`);
    expect(obligation.body).toMatchObject({
      unit: 'court',
      duty: 'court.theory-study',
      cycle: 'court.theory-study',
    });
  });

  it('is begun beside the plan by an administrator', async () => {
    const cycle = {
      id: 'roster',
      unit: 'court',
      duty: 'court.roster',
      rule: 'FREQ=YEARLY',
      startDate: `${YEAR}-05-01`,
      adoptionDate: `${YEAR}-01-01`,
    };
    expect((await court.send(SECRETARY, 'post', '/cycles', cycle)).status).toBe(403);
    const created = await court.send(ADMIN, 'post', '/cycles', cycle);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ id: 'roster', dutyVersion: 1, startedAt: null, next: null });
    expect(await started('roster')).toMatchObject({ next: { from: `${YEAR}-05-01` } });
    expect(problemOf(await court.send(ADMIN, 'post', '/cycles', cycle))).toEqual({
      status: 409,
      code: 'already-exists',
    });
    const listed = await court.send(CLERK, 'get', '/cycles?duty=court.roster');
    expect((listed.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual(['roster']);
    const ofOffice = await court.send(CLERK, 'get', '/cycles?unit=office');
    expect((ofOffice.body as { items: object[] }).items).toEqual([]);
  });

  it.each<[object, number, string]>([
    [{ rule: 'FREQ=HOURLY' }, 400, '/rule'],
    [{ rule: 'every day' }, 400, '/rule'],
    [{ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 400, '/rule'],
    [{ rule: 'FREQ=YEARLY;COUNT=1', startDate: '2020-01-01' }, 400, '/rule'],
    [{ startDate: '2027-02-30' }, 400, '/startDate'],
    [{ duty: 'court.none' }, 400, '/duty'],
    [{ dutyVersion: 9 }, 400, '/dutyVersion'],
    [{ unit: 'intermediate-court' }, 403, ''],
    [{ unit: 'publicity' }, 409, 'nobody-owes'],
  ])('is not begun with %j', async (change, status, what) => {
    const cycle = {
      id: 'other',
      unit: 'court',
      duty: 'court.roster',
      rule: 'FREQ=YEARLY',
      startDate: '2190-05-01',
    };
    const response = await court.send(ADMIN, 'post', '/cycles', { ...cycle, ...change });
    expect(response.status).toBe(status);
    const { errors, code } = response.body as { errors?: { pointer: string }[]; code: string };
    if (status === 400) expect(errors?.map(({ pointer }) => pointer)).toEqual([what]);
    if (status === 409) expect(code).toBe(what);
  });
});

it('what a newer edition changes waits for another person, and is then the next version', async () => {
  const edition = court.planText
    .replace('\nversion: 1\n', '\nversion: 2\n')
    .replace('en: Lectures by invited speakers', 'en: Lectures by experts');
  const imported = await court.sendPlan(ADMIN, IMPORT, edition);
  const { duties } = imported.body as { duties: { id: string; change: string; version: number }[] };
  expect(duties.filter(({ change }) => change !== 'unchanged')).toEqual([
    { id: 'court.lectures', change: 'proposed', version: 1 },
  ]);
  const change = '/duties/court.lectures/changes/1';
  const shown = (): Promise<Response> => court.send(CLERK, 'get', change);
  for (const giveUpAt = Date.now() + 10_000; Date.now() < giveUpAt; await sleep(50))
    if (((await shown()).body as { proposedAt: string | null }).proposedAt !== null) break;
  expect((await shown()).body).toMatchObject({
    status: 'proposed',
    proposedBy: ADMIN,
    from: `${YEAR}-01-01`,
  });
  const approve = (officer: string): Promise<Response> =>
    court.send(officer, 'post', `${change}/approval`, { approve: true });
  expect(problemOf(await approve(ADMIN))).toEqual({ status: 409, code: 'same-person' });
  expect((await approve(SECRETARY)).status).toBe(201);
  const duty = await court.send(CLERK, 'get', '/duties/court.lectures');
  expect(duty.body).toMatchObject({ version: 2, title: { en: 'Lectures by experts' } });
});
