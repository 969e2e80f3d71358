import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { ExampleCourt } from '../support/example-court.js';

jest.setTimeout(60_000);

const ADMIN = 'kong-yi';
const CLERK = 'yu-xiaoman';
/** Secretary of the leading group, who chairs it. */
const CHAIR = 'shen-mingqian';
/** Head of the office: the secretary of the body, and no member of it. */
const OFFICE = 'fang-qingyu';
const MEMBER = 'lu-yicheng';
/** Above the leading group. */
const SUPERIOR = 'qiao-muchen';
const AUDITOR = 'ning-zheng';
const JUDGE = 'xia-zhiqiu';
const MEMBERS = [
  'secretary',
  'vice-president-civil',
  'vice-president-criminal',
  'political-director',
  'enforcement-director',
];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many routes, read by the tests that know them
type Json = any;

let court: ExampleCourt;
/** The obligation of each duty that is open in this period. */
const open = new Map<string, string>();

beforeAll(async () => {
  court = await ExampleCourt.start();
  await court.startWorker();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  // Row 24 names row 5, which does not name it.
  const plan = court.planText.replace(
    /(- key: centre-group-study\n(?: {4}.*\n)*?)( {4}cycle: )/,
    '$1    sharesItemWith: [leading-group-agenda]\n$2',
  );
  const imported = await court.sendPlan(ADMIN, `/plans?unit=court&adoptionDate=${today}`, plan);
  expect(imported.status).toBe(201);
  for (const duty of [
    'topic-study',
    'leading-group-agenda',
    'risk-analysis',
    'centre-group-study',
    'criticism-meeting',
  ]) {
    const { items } = await until(
      async () => (await court.send(AUDITOR, 'get', `/obligations?duty=court.${duty}`)).body as Json,
      ({ items }) => items[0]?.stage != null,
    );
    open.set(duty, items[0].id);
  }
}, 120_000);

afterAll(() => court.close(), 30_000);

async function until(ask: () => Promise<Json>, isSo: (answer: Json) => boolean): Promise<Json> {
  let answer: Json;
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(50)) {
    answer = await ask();
    if (isSo(answer)) return answer;
  }
  throw new Error(`it did not come to that: ${JSON.stringify(answer)}`);
}

const idOf = (duty: string): string => open.get(duty) as string;
const obligation = async (id: string): Promise<Json> =>
  (await court.send(AUDITOR, 'get', `/obligations/${id}`)).body as Json;
const meetingOf = async (id: string, officer = AUDITOR): Promise<Json> =>
  (await court.send(officer, 'get', `/meetings/${id}`)).body as Json;

/** The status of a command to a meeting, with the code of its refusal. */
async function tell(officer: string, id: string, command: string, body: object = {}): Promise<string> {
  const answer = await court.send(officer, 'post', `/meetings/${id}/${command}`, body);
  const { code } = answer.body as Json;
  return code === undefined ? String(answer.status) : `${answer.status} ${code}`;
}

/** A meeting that has just begun, called by the clerk. */
async function call(more: object = {}): Promise<Json> {
  const answer = await court.send(CLERK, 'post', '/meetings', {
    body: 'leading-group',
    startsAt: new Date(Date.now() - 60_000).toISOString(),
    notice: 'Room 301\nBring the lists',
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body as Json;
}

/** Those named are absent, everybody else is present. */
const attendance = (...absent: string[]) => ({
  attendance: MEMBERS.map((post) => ({ post, status: absent.includes(post) ? 'on-leave' : 'present' })),
});
const outcomes = ({ handIns }: Json): string[] =>
  handIns.map((h: Json) => `${h.item} ${h.material} ${h.stage}: ${h.code ?? h.outcome}`);
const kinds = async (subject: string): Promise<string[]> => {
  const { items } = (await court.send(AUDITOR, 'get', `/ledger/entries?subject=${subject}&limit=200`))
    .body as Json;
  return items.map(({ kind }: Json) => kind).sort();
};
const nextYear = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);

describe('who may call a meeting, and who sees it', () => {
  it('a clerk, the chair and the secretary call; those called and the unit see it', async () => {
    for (const officer of [MEMBER, JUDGE, AUDITOR, ADMIN]) {
      const body = { body: 'leading-group', startsAt: '2027-03-05T09:00:00+08:00', notice: 'Room 301' };
      const { status } = await court.send(officer, 'post', '/meetings', body);
      expect({ officer, status }).toEqual({ officer, status: 403 });
    }
    const meeting = await call({ startsAt: '2190-03-05T09:00:00+08:00', invited: ['civil-head'] });
    expect(meeting).toMatchObject({
      unit: 'court',
      body: 'leading-group',
      status: 'called',
      calledBy: CLERK,
      notice: 'Room 301\nBring the lists',
      chair: 'secretary',
      secretary: 'office-head',
    });
    expect(meeting.seats).toHaveLength(MEMBERS.length + 1);
    expect(meeting.seats.at(-1)).toMatchObject({ post: 'civil-head', as: 'invited', attendance: null });
    for (const officer of [MEMBER, OFFICE, AUDITOR])
      expect(await meetingOf(meeting.id, officer)).toMatchObject({ id: meeting.id });
    expect((await court.send(JUDGE, 'get', `/meetings/${meeting.id}`)).status).toBe(404);
    expect((await court.send(JUDGE, 'get', '/meetings')).body).toEqual({ items: [], nextCursor: null });
    const listed = await court.send(MEMBER, 'get', '/meetings?unit=court&body=leading-group&from=2190-03-05');
    expect((listed.body as Json).items.map(({ id }: Json) => id)).toEqual([meeting.id]);
    expect(((await court.send(MEMBER, 'get', '/meetings?from=2190-03-06')).body as Json).items).toEqual([]);
    const inbox = (await court.send(MEMBER, 'get', '/notifications?limit=200')).body as Json;
    expect(inbox.items).toContainEqual(
      expect.objectContaining({ subject: `meeting/${meeting.id}`, kind: 'meeting-called', as: 'called' }),
    );
    expect(await tell(MEMBER, meeting.id, 'cancellation', { reason: 'flood' })).toBe('403 not-yours');
    expect(await tell(CHAIR, meeting.id, 'cancellation', { reason: 'flood' })).toBe('201');
    expect(
      await until(
        () => meetingOf(meeting.id),
        ({ closedAt }) => closedAt !== null,
      ),
    ).toMatchObject({
      status: 'cancelled',
    });
    expect(await tell(CLERK, meeting.id, 'items', { title: 'Late' })).toBe('409 not-running');
  });

  it('names every fault at once', async () => {
    const answer = await court.send(CLERK, 'post', '/meetings', {
      body: 'none',
      startsAt: '2190-03-05T09:00:00+08:00',
      notice: 'Room 301',
      invited: ['civil-head', 'nobody'],
    });
    expect(answer.body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/body' }, { pointer: '/invited/1' }],
    });
  });
});

describe('a meeting that carries the plan', () => {
  let id: string;

  it('links an item to two duties only where both name each other', async () => {
    ({ id } = await call());
    const [study, agenda, analysis, group] = [
      'topic-study',
      'leading-group-agenda',
      'risk-analysis',
      'centre-group-study',
    ].map(idOf);
    const place = (links: unknown[]): Promise<string> =>
      tell(CLERK, id, 'items', { title: 'Situation', links });
    expect(await place([study, group])).toBe('409 item-not-shared');
    expect(await place([agenda, group])).toBe('409 item-not-shared');
    expect(await place(['none'])).toBe('400 bad-request');
    expect(await place([study])).toBe('201');
    expect(await place([study])).toBe('409 linked-already');
    expect(await tell(OFFICE, id, 'items', { title: 'Risks', links: [agenda, analysis] })).toBe('201');
    expect(await tell(MEMBER, id, 'items', { title: 'Mine' })).toBe('403 not-yours');
    const placed = await until(
      () => meetingOf(id),
      (m) => m.handIns[0]?.outcome === 'accepted',
    );
    expect(outcomes(placed)).toEqual(['1 agenda agenda: accepted']);
    await until(
      () => obligation(study as string),
      ({ stage }) => stage === 'meeting',
    );
  });

  it('takes attendance and minutes once; the minutes by one person, confirmed by another', async () => {
    expect(await tell(CLERK, id, 'minutes', { items: [{ item: 1, extract: 'x' }] })).toBe(
      '409 attendance-missing',
    );
    expect(
      await tell(CLERK, id, 'attendance', { attendance: [{ post: 'civil-head', status: 'present' }] }),
    ).toBe('409 not-a-member');
    expect(await tell(CLERK, id, 'attendance', attendance('enforcement-director'))).toBe('201');
    expect(await tell(CLERK, id, 'attendance', attendance())).toBe('409 attendance-recorded-already');
    const decisions = [{ text: 'Revise the rota', post: 'office-head', dueAt: nextYear }];
    const items = [
      { item: 1, extract: 'Half a year was looked at.', decisions },
      { item: 2, extract: 'Risks were weighed.' },
    ];
    const nobody = [{ ...items[0], decisions: [{ ...decisions[0], post: 'nobody' }] }];
    expect(await tell(CLERK, id, 'minutes', { items: nobody })).toBe('400 bad-request');
    expect(await tell(CHAIR, id, 'minutes', { items })).toBe('409 same-person');
    expect(await tell(CLERK, id, 'minutes', { items })).toBe('201');
    expect(await tell(CLERK, id, 'minutes', { items })).toBe('409 minutes-entered-already');
    expect(await tell(CLERK, id, 'confirmation')).toBe('409 same-person');
    expect(await tell(MEMBER, id, 'confirmation')).toBe('403 not-yours');
    expect(await tell(CHAIR, id, 'confirmation')).toBe('201');
    const closed = await until(
      () => meetingOf(id),
      (m) => m.closedAt !== null,
    );
    expect(closed).toMatchObject({
      status: 'confirmed',
      presiding: 'secretary',
      minutesBy: CLERK,
      clocks: [
        { stage: 'minutes', party: 'office-head', status: 'fulfilled' },
        { stage: 'confirmation', party: 'secretary', status: 'fulfilled' },
      ],
      items: [
        {
          item: 1,
          quorum: { counted: 4, met: true },
          isEvidence: true,
          decisions: [{ post: 'office-head' }],
        },
        { item: 2, isEvidence: true, links: [idOf('leading-group-agenda'), idOf('risk-analysis')] },
      ],
    });
  });

  it('hands in what each obligation takes; what comes before its stage waits for it', async () => {
    const settled = await until(
      () => meetingOf(id),
      (m) => m.handIns.every((h: Json) => h.outcome !== 'pending'),
    );
    expect(outcomes(settled)).toEqual([
      '1 agenda agenda: accepted',
      '1 attendance meeting: accepted',
      '1 extract minutes: accepted',
      '2 extract agenda-extract: accepted',
      '2 extract analysis: waiting',
    ]);
    const [, , minutes, extract, analysis] = settled.handIns;
    expect(extract.document).toBe(analysis.document);
    const text = await court.send(MEMBER, 'get', `/documents/${minutes.document}?subject=meeting/${id}`);
    expect((text.body as Json).content).toContain('1. Revise the rota');
    const contributors = (await obligation(idOf('risk-analysis'))).partyStates.map(
      ({ party }: Json) => party,
    );
    for (const party of contributors) {
      const items = [{ requirement: 'contribution', text: 'Nothing new' }];
      const path = `/obligations/${idOf('risk-analysis')}/evidence`;
      expect((await court.send(CLERK, 'post', path, { party, items })).status).toBe(201);
    }
    const last = await until(
      () => meetingOf(id),
      (m) => m.handIns.at(-1).outcome !== 'waiting',
    );
    expect(outcomes(last).at(-1)).toBe('2 extract analysis: accepted');
  });

  it('fulfils them: the topic study to what follows from it, read back from the ledger', async () => {
    const study = idOf('topic-study');
    await until(
      () => obligation(study),
      ({ stage }) => stage === 'confirmation',
    );
    const confirmed = await court.send(CHAIR, 'post', `/obligations/${study}/evidence`, { items: [] });
    expect(confirmed.status).toBe(201);
    for (const duty of ['topic-study', 'leading-group-agenda'])
      expect(
        await until(
          () => obligation(idOf(duty)),
          ({ closedAt }) => closedAt !== null,
        ),
      ).toMatchObject({
        status: 'fulfilled',
      });
    const followUp = await until(
      () => obligation(`${study}.minutes.1`),
      ({ stage }) => stage != null,
    );
    expect(followUp).toMatchObject({ parent: study, partyStates: [{ party: 'office-head' }] });
    expect(await kinds(`obligation/${study}`)).toEqual(
      expect.arrayContaining([
        'evidence-submitted',
        'follow-ups-opened',
        'obligation-closed',
        'submission-confirmed',
      ]),
    );
    expect(await kinds(`meeting/${id}`)).toEqual(
      [
        'meeting-called',
        'stage-opened',
        'item-placed',
        'item-placed',
        'attendance-recorded',
        'minutes-entered',
        'evidence-submitted',
        'stage-closed',
        'stage-opened',
        'minutes-confirmed',
        'evidence-submitted',
        'submission-confirmed',
        'stage-closed',
        'meeting-closed',
      ].sort(),
    );
  });

  it('does nothing for what is closed', async () => {
    const late = await call();
    const links = [idOf('topic-study')];
    expect(await tell(CLERK, late.id, 'items', { title: 'Again', links })).toBe('409 obligation-closed');
  });
});

describe('a recusal that breaks the quorum', () => {
  it('leaves the item undecided, and the duty open', async () => {
    const { id } = await call();
    const group = idOf('centre-group-study');
    expect(await tell(CLERK, id, 'items', { title: 'Study', links: [group] })).toBe('201');
    expect(
      await tell(CLERK, id, 'attendance', attendance('political-director', 'enforcement-director')),
    ).toBe('201');
    expect((await meetingOf(id)).items[0].quorum).toMatchObject({ counted: 3, met: true });
    expect(await tell(CLERK, id, 'recusals', { item: 1, post: 'civil-head' })).toBe('409 not-a-member');
    const recusal = { item: 1, post: 'vice-president-civil', reason: 'A relative is concerned' };
    expect(await tell(CLERK, id, 'recusals', recusal)).toBe('201');
    expect(await tell(CLERK, id, 'recusals', recusal)).toBe('409 recused-already');
    const decided = [{ text: 'Do it', post: 'office-head', dueAt: nextYear }];
    expect(await tell(CLERK, id, 'minutes', { items: [{ item: 1, extract: 'x', decisions: decided }] })).toBe(
      '409 no-quorum',
    );
    expect(await tell(OFFICE, id, 'minutes', { items: [{ item: 1, extract: 'Not decided' }] })).toBe('201');
    expect(await meetingOf(id)).toMatchObject({
      handIns: [],
      items: [{ isEvidence: false, recused: ['vice-president-civil'], quorum: { counted: 2, met: false } }],
    });
    expect(await obligation(group)).toMatchObject({ status: 'open', stage: 'study' });
    const waiting = (await court.send(CHAIR, 'get', '/me')).body as Json;
    expect(JSON.stringify(waiting)).toContain(id);
    expect(await tell(CHAIR, id, 'confirmation')).toBe('201');
  });
});

describe('a body that demands three quarters', () => {
  it('decides with four of five members, not with three, from the day of the rule on', async () => {
    const before = await call();
    const share = { of: 3, outOf: 4 };
    const changed = await court.patch(ADMIN, '/bodies/leading-group', '"1"', {
      quorum: { ordinary: share, personnel: share },
    });
    expect(changed.status).toBe(200);
    const after = await call({ startsAt: new Date().toISOString() });
    const absent = ['political-director', 'enforcement-director'];
    for (const [{ id }, needed, met] of [
      [before, 3, true],
      [after, 4, false],
    ] as const) {
      for (const matter of ['ordinary', 'personnel'])
        expect(await tell(CLERK, id, 'items', { title: 'Rota', matter })).toBe('201');
      expect(await tell(CLERK, id, 'attendance', attendance(...absent))).toBe('201');
      const [ordinary, personnel] = (await meetingOf(id)).items;
      expect(ordinary.quorum).toEqual({ needed, counted: 3, met });
      expect(personnel.quorum).toEqual({ needed: 4, counted: 3, met: false });
    }
    const decisions = [{ text: 'Do it', post: 'office-head', dueAt: nextYear }];
    const items = [1, 2].map((item) => ({ item, extract: 'x', decisions }));
    expect(await tell(OFFICE, after.id, 'minutes', { items })).toBe('409 no-quorum');
    const usual = await court.patch(ADMIN, '/bodies/leading-group', '"2"', { quorum: null });
    expect(usual.status).toBe(200);
    const recusal = { item: 1, post: 'vice-president-civil' };
    expect(await tell(CLERK, after.id, 'recusals', recusal)).toBe('201');
    expect((await meetingOf(after.id)).items[0].quorum).toEqual({ needed: 4, counted: 2, met: false });
  });
});

describe('a duty that each member owes (row 6)', () => {
  it('takes the extract for those who took part in the item, once their statements have been accepted', async () => {
    const criticism = idOf('criticism-meeting');
    const { id } = await call();
    expect(await tell(CLERK, id, 'items', { title: 'Criticism', links: [criticism] })).toBe('201');
    expect(await tell(CLERK, id, 'attendance', attendance('enforcement-director'))).toBe('201');
    expect(await tell(CLERK, id, 'recusals', { item: 1, post: 'political-director' })).toBe('201');
    expect(await tell(OFFICE, id, 'minutes', { items: [{ item: 1, extract: 'Comments and ratings' }] })).toBe(
      '201',
    );
    const settled = await until(
      () => meetingOf(id),
      (m) => m.handIns.every((h: Json) => h.outcome !== 'pending'),
    );
    expect(settled.handIns).toMatchObject(
      ['secretary', 'vice-president-civil', 'vice-president-criminal'].map((party) => ({
        stage: 'result',
        party,
        outcome: 'waiting',
      })),
    );
  });
});

describe('what an obligation refused', () => {
  it('is handed in again from the record that stands, once it can be taken', async () => {
    const group = idOf('centre-group-study');
    const command = (officer: string, path: string, reason: string) =>
      court.send(officer, 'post', `/obligations/${group}/${path}`, { reason });
    expect((await command(SUPERIOR, 'suspensions', 'flood')).status).toBe(201);
    const { id } = await call();
    expect(await tell(CLERK, id, 'items', { title: 'Study', links: [group] })).toBe('201');
    expect(await tell(CLERK, id, 'hand-ins')).toBe('409 nothing-refused');
    expect(await tell(CLERK, id, 'attendance', attendance())).toBe('201');
    expect(await tell(OFFICE, id, 'minutes', { items: [{ item: 1, extract: 'Studied' }] })).toBe('201');
    expect(await tell(CHAIR, id, 'confirmation')).toBe('201');
    const settled = (): Promise<Json> =>
      until(
        () => meetingOf(id),
        (m) => m.closedAt !== null && m.handIns.every((h: Json) => h.outcome !== 'pending'),
      );
    expect(outcomes(await settled())).toEqual(['1 extract study: suspended']);
    expect(await tell(MEMBER, id, 'hand-ins')).toBe('403 not-allowed');
    expect(await tell(CLERK, id, 'hand-ins')).toBe('201');
    expect(outcomes(await settled())).toEqual(['1 extract study: suspended']);
    expect((await command(SUPERIOR, 'resumptions', 'dry again')).status).toBe(201);
    expect(await tell(CLERK, id, 'hand-ins')).toBe('201');
    expect(outcomes(await settled())).toEqual(['1 extract study: accepted']);
    expect(await tell(CLERK, id, 'hand-ins')).toBe('409 nothing-refused');
    const party = (await obligation(group)).partyStates[0];
    expect(party).toMatchObject({ status: 'fulfilled', party: 'leading-group' });
  });
});

it('every row about meetings is as the ledger says', async () => {
  expect(await rebuild(court.dataSource, { check: true })).toEqual([]);
});
