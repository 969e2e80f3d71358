import { setTimeout as sleep } from 'node:timers/promises';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { asRequest, duty, inquiryDuty, minuteLadder, onePost, stage } from '../support/duties.js';
import { soon, WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;

const published = async (definition: ReturnType<typeof duty>): Promise<void> => {
  const stages = definition.stages.map((one) => ({ ...one, ladder: asRequest(one.ladder), review: null }));
  const answer = await court.send('admin', 'post', '/duties', { ...definition, unit: 'court', stages });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
};

const LAUNCHING = [
  { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
  { name: 'launch', action: 'launch', offset: { duration: 'PT0.3S' } },
];

beforeAll(async () => {
  court = await WorkingCourt.start();
  await published(inquiryDuty());
  await published(
    duty({
      key: 'rules',
      stages: [stage('adopt', { parties: onePost('vice-president'), evidence: [], ladder: minuteLadder })],
      occurrence: { openedBy: ['vice-president'] },
    }),
  );
  const body = await court.send('admin', 'post', '/external-bodies', {
    id: 'superior-group',
    unit: 'court',
    title: { zh: '上级党组', en: 'Leading group above' },
    kind: 'superior-group',
    desk: 'clerk',
  });
  expect(body.status).toBe(201);
}, 60_000);

afterAll(() => court.close());

const RECORDED = '201 recorded';
/** One step; answers its status, and the code of a refusal. */
async function step(officer: string, id: string, name: string, body: object = {}): Promise<string> {
  const answer = await court.send(officer, 'post', `/inquiries/${id}/${name}`, body);
  return `${answer.status} ${answer.body.code ?? 'recorded'}`;
}
const seen = (officer: string, id: string, path = ''): Promise<Answer> =>
  court.get(officer, `/inquiries/${id}${path}`);

/** Asks for an inquiry until it is as wanted. */
async function until(id: string, isSo: (inquiry: Body) => boolean): Promise<Body> {
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(50)) {
    const { body } = await seen('auditor', id);
    if (isSo(body)) return body;
  }
  throw new Error(`${id} did not come to that: ${JSON.stringify((await seen('auditor', id)).body)}`);
}
const untilStage = (id: string, name: string): Promise<Body> =>
  until(id, ({ partyStates }) =>
    partyStates?.some((one: Body) => one.stage === name && one.endedAt === null),
  );
const untilClosed = (id: string): Promise<Body> => until(id, ({ status }) => status !== 'open');

/** Something that the head let lapse, through its ladder; answers the inquiry that its file began. */
async function lapsed(party = { kind: 'post', id: 'head' }): Promise<string> {
  const { id } = await court.open({ parties: [party], ladder: LAUNCHING, dueAt: soon(300) });
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt;) {
    const { items } = (await court.get('auditor', '/inquiries?limit=200')).body;
    const found = items.find((one: Body) => one.id.startsWith(`${id}.inquiry.`));
    if (found !== undefined) {
      await untilStage(found.id, 'launch-decision');
      return found.id;
    }
  }
  throw new Error('no file opened');
}

const launch = {
  outcome: 'launch',
  reasons: 'The facts call for it.',
  respondents: [{ kind: 'person', id: 'head' }],
};
const group = {
  members: [
    { officer: 'member-1', isLead: true },
    { officer: 'member-2', isLead: false },
  ],
};
const votes = {
  present: ['president', 'vice-president'],
  recused: [],
  inFavour: 2,
  against: 0,
  abstained: 0,
};
const text = { text: 'Said in words.' };
const report = (outcome: string, measures: string[], respondent = 'head') => ({
  text: 'Report.',
  findings: [{ respondent, responsibility: 'main', text: 'Found.', shownBy: ['obligation/x#1'] }],
  outcome,
  measures,
});

/** From the launch to the signed report, each step by whoever has it. */
async function reported(
  id: string,
  said: ReturnType<typeof report>,
  respondent = 'head',
  principal = 'president',
) {
  const by = respondent === 'leading-group' ? 'president' : respondent;
  const served = { respondent, ...text };
  await untilStage(id, 'group');
  const course: [string, string, string, object][] = [
    ['group', principal, 'group', group],
    ['conflicts', 'member-1', 'conflicts', { hasConflict: false }],
    ['conflicts', 'member-2', 'conflicts', { hasConflict: false }],
    ['notice', 'member-1', 'notice', served],
    ['file-access', 'member-1', 'file-access', text],
    [
      'statement',
      by,
      'extension-requests',
      { stage: 'statement', until: soon(12 * 86_400_000), reason: 'Away.' },
    ],
    ['statement', by, 'statements', text],
    ['draft-facts', 'member-1', 'draft-facts', served],
    ['comments', by, 'comments', { stance: 'disagree', text: 'Not so.' }],
    ['answers', 'member-1', 'answers', { respondent, isAdopted: false, reason: 'Shown.' }],
    ['report', 'member-1', 'report', said],
    ['report', 'member-1', 'signatures', {}],
    ['report', 'member-2', 'signatures', { dissent: 'I see it milder.' }],
  ];
  for (const [open, officer, name, body] of course) {
    await untilStage(id, open);
    expect([name, await step(officer, id, name, body)]).toEqual([name, RECORDED]);
    if (name === 'extension-requests') {
      const grant = { action: 'grant', stage: 'statement' };
      expect(await court.tell(principal, { id }, 'extensions', grant)).toBe(RECORDED);
    }
  }
  await untilStage(id, 'decision');
}

describe('an inquiry (row 4)', () => {
  let first: string;

  it('begins by itself with the last rung, once, and only those see it who have to', async () => {
    first = await lapsed();
    for (const officer of ['president', 'superior', 'auditor'])
      expect([officer, (await seen(officer, first)).status]).toEqual([officer, 200]);
    for (const officer of ['admin', 'clerk', 'head', 'member-1', 'vice-president'])
      for (const path of [
        `/inquiries/${first}`,
        `/inquiries/${first}/file`,
        `/obligations/${first}`,
        `/obligations/${first}/timeline`,
      ])
        expect([officer, path, (await court.get(officer, path)).status]).toEqual([officer, path, 404]);
    const named = (await court.get('clerk', '/obligations?limit=200')).body.items.map(({ id }: Body) => id);
    expect(named).not.toContain(first);
    const entries = await court.get('admin', `/ledger/entries?subject=obligation/${first}`);
    expect(entries.body.items).toEqual([]);
    const file = (await seen('president', first, '/file')).body.texts;
    expect(file[0]).toMatchObject({ what: 'facts', text: expect.stringContaining('"holdings"') });
    expect(file[0].text).not.toMatch(/fault|guilt/);
  });

  it('is launched with reasons, about leading cadres and bodies, and not before there are rules', async () => {
    expect(await step('superior', first, 'group', group)).toBe('409 not-launched');
    expect(await step('president', first, 'launch', launch)).toBe('409 no-rules');
    const rules = await court.send('vice-president', 'post', '/duties/court.rules/occurrences', {
      unit: 'court',
      text: 'Adopted.',
    });
    expect(await court.tell('vice-president', rules.body, 'evidence', { items: [] })).toBe(RECORDED);
    await court.until(rules.body, ({ status }) => status === 'fulfilled');
    const wrong = { ...launch, respondents: [{ kind: 'person', id: 'member-1' }] };
    expect(await step('president', first, 'launch', wrong)).toBe('409 not-a-respondent');
    expect(await step('president', first, 'launch', launch)).toBe(RECORDED);
  });

  it('goes through every step to a decision of no fault, and closes when nobody appeals', async () => {
    await reported(first, report('no-fault', []));
    // Whom it is about sees their part, and nothing else.
    const own = (await seen('head', first)).body;
    expect(own).toMatchObject({
      part: 'own',
      respondents: ['head'],
      signatures: 0,
      decision: null,
      openedIn: null,
    });
    expect(new Set(own.partyStates.map(({ party }: Body) => party))).toEqual(new Set(['person/head']));
    const texts = (await seen('head', first, '/file')).body.texts.map(({ what }: Body) => what);
    expect(texts).toEqual(['notice', 'file', 'statement', 'facts', 'facts-commented', 'comment-answered']);
    expect((await court.get('head', `/obligations/${first}`)).status).toBe(404);
    expect(await court.tell('president', { id: first }, 'evidence', { stage: 'decision', items: [] })).toBe(
      '409 step-of-an-inquiry',
    );
    expect(await court.tell('superior', { id: first }, 'waivers', { reason: 'x' })).toBe(
      '409 step-of-an-inquiry',
    );

    const decision = { outcome: 'no-fault', reasons: 'The post was vacant.', measures: [], votes };
    expect(await step('member-1', first, 'decision', decision)).toBe('403 no-authority');
    expect(await step('president', first, 'decision', { ...decision, reasons: undefined })).toMatch('400');
    expect(await step('president', first, 'decision', decision)).toBe(RECORDED);
    await untilStage(first, 'service');
    expect(await step('member-1', first, 'service', { respondent: 'head', ...text })).toBe(RECORDED);
    expect((await seen('head', first)).body.decision).toMatchObject({ outcome: 'no-fault' });
    await untilStage(first, 'closure');
    expect(await step('president', first, 'closure', text)).toBe(RECORDED);
    expect(await untilClosed(first)).toMatchObject({ status: 'fulfilled' });
    const { items } = (await court.get('auditor', `/ledger/entries?subject=obligation/${first}&limit=200`))
      .body;
    const kinds = items.map(({ kind }: Body) => kind);
    for (const kind of ['launch-decided', 'conflict-declared', 'served', 'file-looked-at', 'inquiry-decided'])
      expect(kinds).toContain(kind);
  }, 60_000);

  it('with a measure is filed while the appeal runs, which may take the measure back', async () => {
    const id = await lapsed();
    expect(await step('president', id, 'launch', launch)).toBe(RECORDED);
    await reported(id, report('measures', ['circular']));
    const measures = [{ measure: 'circular', respondent: 'head', rule: 'Article 8' }];
    const decision = { outcome: 'measures', reasons: 'As found.', measures, votes };
    const followUps = [{ text: 'Mend it.', post: 'head', dueAt: soon(86_400_000) }];
    expect(await step('president', id, 'decision', { ...decision, followUps })).toBe(RECORDED);
    await untilStage(id, 'service');
    expect(await step('member-1', id, 'service', { respondent: 'head', ...text })).toBe(RECORDED);
    await untilStage(id, 'appeal');
    expect(await step('head', id, 'appeals', text)).toBe(RECORDED);
    await untilStage(id, 'appeal-decision');
    expect(await step('president', id, 'filings', { filing: 'announcement', ...text })).toBe(RECORDED);
    const appeal = { outcome: 'no-fault', reasons: 'It was not theirs.', measures: [], votes };
    expect(await step('president', id, 'appeal-decision', { ...appeal, preparedBy: 'member-1' })).toBe(
      '409 same-person',
    );
    expect(await step('president', id, 'appeal-decision', { ...appeal, preparedBy: 'member-3' })).toBe(
      RECORDED,
    );
    const rectification = await court.until({ id: `${id}.decision.1` }, ({ stage: now }) => now !== null);
    expect(rectification).toMatchObject({ parent: id });
    await untilStage(id, 'closure');
    expect(await step('president', id, 'closure', text)).toBe(RECORDED);
    expect(await untilClosed(id)).toMatchObject({ decision: { outcome: 'no-fault' } });
  }, 60_000);

  it('against a body is decided outside the institution, by letter', async () => {
    const id = await lapsed({ kind: 'body', id: 'leading-group' });
    // Nobody who sits in the body sees its file, by whatever post.
    for (const officer of ['president', 'vice-president'])
      expect([officer, (await seen(officer, id)).status]).toEqual([officer, 404]);
    const body = { ...launch, respondents: [{ kind: 'body', id: 'leading-group' }] };
    expect(await step('president', id, 'launch', body)).toMatch(/^40[34]/);
    expect(await step('superior', id, 'launch', body)).toBe(RECORDED);
    await reported(id, report('measures', ['body-circular'], 'leading-group'), 'leading-group', 'superior');
    const decision = {
      outcome: 'measures',
      reasons: 'As their letter says.',
      measures: [{ measure: 'body-circular', respondent: 'leading-group', rule: 'Article 7' }],
    };
    expect(await step('clerk', id, 'decision', decision)).toBe('409 letter-missing');
    const letter = { number: '上党函12号', date: '2026-11-20' };
    for (const [n, direction] of [
      [1, 'out'],
      [2, 'in'],
    ] as const) {
      expect(await court.tell('clerk', { id }, 'letters', { ...letter, direction })).toBe(RECORDED);
      expect(await court.tell('clerk', { id }, `letters/${n}/confirmation`)).toBe('409 same-person');
      expect(await court.tell('member-1', { id }, `letters/${n}/confirmation`)).toBe(RECORDED);
    }
    expect(await step('clerk', id, 'decision', decision)).toBe(RECORDED);
    await untilStage(id, 'service');
    expect((await seen('auditor', id)).body.decision).toMatchObject({ by: 'superior-group' });
  }, 60_000);

  it('is opened by hand with grounds, by somebody above, who has no further part in it', async () => {
    const request = { unit: 'court', answering: 'head', grounds: 'Seen with own eyes.' };
    expect((await court.send('member-1', 'post', '/inquiries', request)).status).toBe(403);
    const wrong = await court.send('vice-president', 'post', '/inquiries', {
      ...request,
      answering: 'nobody',
    });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/answering' }] } });
    const { status, body } = await court.send('vice-president', 'post', '/inquiries', request);
    expect(status).toBe(201);
    expect((await seen('vice-president', body.id)).status).toBe(404);
    const none = { outcome: 'none', reasons: 'Nothing in it.' };
    expect(await step('president', body.id, 'launch', none)).toBe(RECORDED);
    expect(await untilClosed(body.id)).toMatchObject({ launched: 'none', status: 'fulfilled' });
  }, 60_000);

  it('leaves rows that the ledger gives again', async () => {
    expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
  });
});
