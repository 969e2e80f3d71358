import { shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { briefOf, dutyOf, LEADING, stageOf } from '../../../test/support/domain/duties.js';
import { INQUIRING, LAPSED } from '../../../test/support/domain/inquiries.js';
import { Play, type SaidOfInquiry } from '../../../test/support/domain/play.js';
import { ScriptPlay } from '../../../test/support/domain/script-play.js';
import { inquiry } from '../../../workflows/procedures/inquiry.js';
import { validateDuty } from '../duty/validate.js';
import type { LaunchFile } from './inquiry.js';

type Said = SaidOfInquiry;
type SaidOf<K extends Said['kind']> = Extract<Said, { kind: K }>;

const PRINCIPAL = 'o-president';
const HEAD = 'o-head-a';
const [LEAD, MEMBER] = ['o-head-c', 'o-judge-b1'];
const person = (id: string) => ({ kind: 'person', id }) as const;
const D = 'd'.repeat(64);

const launch: SaidOf<'decide-launch'> = {
  kind: 'decide-launch',
  outcome: 'launch',
  reasons: D,
  respondents: [person(HEAD)],
};
const form: SaidOf<'form-group'> = {
  kind: 'form-group',
  members: [
    { officer: LEAD, isLead: true },
    { officer: MEMBER, isLead: false },
  ],
};
const attest: SaidOf<'declare-conflict'> = { kind: 'declare-conflict', hasConflict: false, reason: null };
const serve = (what: SaidOf<'serve'>['what'], respondent = HEAD): Said => ({
  kind: 'serve',
  what,
  respondent,
  document: D,
});
const report: SaidOf<'draft-report'> = {
  kind: 'draft-report',
  document: D,
  findings: [{ respondent: HEAD, responsibility: 'main', document: D, shownBy: ['obligation/study#4'] }],
  outcome: 'measures',
  measures: ['circular'],
};
const votes = {
  present: ['president', 'vice-1', 'vice-2'],
  recused: [],
  inFavour: 3,
  against: 0,
  abstained: 0,
};
const circular = { measure: 'circular', respondent: HEAD, effectiveUntil: null, rule: D };
const decide: SaidOf<'decide-inquiry'> = {
  kind: 'decide-inquiry',
  outcome: 'measures',
  reasons: D,
  exemption: null,
  measures: [circular],
  votes,
  followUps: [],
};
const noFault: SaidOf<'decide-inquiry'> = { ...decide, outcome: 'no-fault', measures: [] };
const submit = (stage: string) => ({ kind: 'submit', stage, evidence: [] }) as const;

/** Days one after the other, each at nine. */
function* days(): Generator<string> {
  for (let day = 12; ; day += 1) yield `2026-10-${day} 09:00`;
}

const opened = (file: LaunchFile = LAPSED, court = new Court()): Promise<ScriptPlay> =>
  ScriptPlay.of(briefOf(INQUIRING, { id: 'inq', unitId: 'court', launch: file }), inquiry, { court });

/** Everything up to a step, each taken by whoever has it; answers the play with the next day. */
async function upTo(
  step:
    'group' | 'conflicts' | 'notice' | 'statement' | 'facts' | 'comments' | 'report' | 'decision' | 'after',
  court = new Court(),
): Promise<{ playing: ScriptPlay; next: () => string }> {
  const playing = await opened(LAPSED, court);
  const dates = days();
  const next = (): string => dates.next().value as string;
  const take = async (officer: string, said: Parameters<ScriptPlay['tell']>[2]): Promise<void> => {
    expect([said.kind, await playing.tell(next(), officer, said)]).toEqual([said.kind, null]);
  };
  const course: [typeof step, () => Promise<void>][] = [
    ['group', () => take(PRINCIPAL, launch)],
    ['conflicts', () => take(PRINCIPAL, form)],
    [
      'notice',
      async () => {
        await take(LEAD, attest);
        await take(MEMBER, attest);
      },
    ],
    [
      'statement',
      async () => {
        await take(LEAD, serve('notice'));
        await take(LEAD, submit('file-access'));
      },
    ],
    ['facts', () => take(HEAD, submit('statement'))],
    ['comments', () => take(LEAD, serve('facts'))],
    ['report', () => take(HEAD, { kind: 'comment-facts', stance: 'agree', document: null })],
    [
      'decision',
      async () => {
        await take(LEAD, report);
        await take(LEAD, { kind: 'sign-report', dissent: null });
        await take(MEMBER, { kind: 'sign-report', dissent: D });
      },
    ],
    [
      'after',
      async () => {
        await take(PRINCIPAL, decide);
        await take(LEAD, serve('decision'));
      },
    ],
  ];
  for (const [name, go] of course) {
    await go();
    if (name === step) break;
  }
  return { playing, next };
}

const stages = ({ play }: ScriptPlay): string[] =>
  play.state.stages.filter(({ outcome }) => outcome === null).map(({ definition }) => definition.name);

it('is a sound duty; its rules and parts are for inquiries alone', () => {
  expect(validateDuty(INQUIRING)).toEqual([]);
  const { inquiry: _, ...without } = INQUIRING;
  expect(validateDuty(without)).toMatchObject([{ pointer: '/inquiry' }]);
  expect(validateDuty({ ...INQUIRING, procedure: 'duty' }).map(({ pointer }) => pointer)).toContain(
    '/inquiry',
  );
});

describe('the launch file', () => {
  const lapsing = () => {
    const playing = new Play(briefOf(dutyOf([stageOf({ ladder: LEADING })]), { id: 'study' }));
    playing.inquiryDuty = { id: 'court.inquiry', version: 3, definition: INQUIRING };
    return playing;
  };

  it('of an exhausted ladder begins one inquiry, of facts that name no fault', () => {
    const playing = lapsing().until('2026-12-31');
    const [opening] = playing.of('launch-file-opened');
    expect(playing.of('launch-file-opened')).toHaveLength(1);
    expect(opening?.body.openings).toMatchObject([
      {
        subject: 'obligation/study.inquiry.report.1.head-a',
        brief: {
          duty: { key: 'inquiry' },
          dutyVersion: 3,
          parentId: 'study',
          launch: { answering: 'head-a', holdings: [{ officerId: HEAD }], reportedBy: null },
        },
      },
    ]);
  });

  it('that a superior sends what is overdue to was brought by them; without rules of inquiries it stands alone', () => {
    const sent = lapsing();
    const send = { kind: 'send-to-launch', reason: 'why' } as const;
    expect(sent.tell('2026-10-23 09:00', 'o-vice-1', send)).toBeNull();
    expect(sent.last('launch-file-opened').body.openings).toMatchObject([
      { brief: { launch: { reportedBy: 'o-vice-1' } } },
    ]);
    const alone = lapsing();
    alone.inquiryDuty = undefined;
    expect(alone.until('2026-12-31').of('launch-file-opened')).toEqual([]);
  });

  it('is decided on with reasons by the principal, and by nobody whom it concerns', async () => {
    const playing = await opened();
    const at = '2026-10-12 09:00';
    expect(await playing.tell(at, 'o-vice-2', launch)).toBe('no-authority');
    expect(await playing.tell(at, PRINCIPAL, { ...launch, respondents: [] })).toBe('respondent-required');
    expect(await playing.tell(at, PRINCIPAL, { ...launch, respondents: [person('o-judge-a1')] })).toBe(
      'not-a-respondent',
    );
    expect(await playing.tell(at, PRINCIPAL, { ...launch, respondents: [person(PRINCIPAL)] })).toBe(
      'same-person',
    );
    playing.play.rulesInForce = false;
    expect(await playing.tell(at, PRINCIPAL, launch)).toBe('no-rules');
    expect(await playing.tell(at, PRINCIPAL, { ...launch, outcome: 'none', respondents: [] })).toBeNull();
    expect(playing.play.state).toMatchObject({
      result: 'fulfilled',
      inquiry: { launch: { outcome: 'none' } },
    });
    expect(await playing.tell(at, PRINCIPAL, launch)).toBe('obligation-closed');
  });

  it('moves upward in silence, and is never decided by it', async () => {
    const playing = await (await opened()).until('2026-11-30 09:00');
    const asked = playing.play.state.stages.map(({ parties }) => [...parties.keys()][0]);
    expect(asked.slice(0, 2)).toEqual(['president', 'superior']);
    expect(new Set(asked.slice(1))).toEqual(new Set(['superior']));
    expect(playing.play.state.inquiry).toBeUndefined();
    expect(await playing.tell('2026-11-30 10:00', 'o-superior', launch)).toBeNull();
    expect(playing.play.state.inquiry?.launch).toMatchObject({ post: 'superior' });
  });

  it('about the principal goes to the post above at once', async () => {
    const held = [{ officerId: PRINCIPAL, from: shanghai('2026-01-01'), to: null }];
    const playing = await opened({ ...LAPSED, answering: 'president', holdings: held });
    expect(Object.keys(Object.fromEntries(playing.play.stage().parties))).toEqual(['superior']);
    expect(await playing.tell('2026-10-12 09:00', PRINCIPAL, launch)).toBe('no-authority');
  });
});

describe('the group', () => {
  it('has two or more, one head, and nobody whom the matter concerns', async () => {
    const { playing, next } = await upTo('group');
    const at = next();
    const members = (...officers: string[]) =>
      officers.map((officer, index) => ({ officer, isLead: index === 0 }));
    const formed = (...officers: string[]) =>
      playing.tell(at, PRINCIPAL, { kind: 'form-group', members: members(...officers) });
    expect(await playing.tell(at, 'o-vice-2', form)).toBe('no-authority');
    expect(await formed(LEAD)).toBe('group-too-small');
    expect(await formed(LEAD, LEAD)).toBe('member-twice');
    expect(await formed(LEAD, HEAD)).toBe('same-person');
    expect(await formed(LEAD, 'o-vice-1')).toBe('is-the-superior');
    expect(await formed(LEAD, PRINCIPAL)).toBe('is-the-principal');
    const headless = members(LEAD, MEMBER).map((member) => ({ ...member, isLead: false }));
    expect(await playing.tell(at, PRINCIPAL, { ...form, members: headless })).toBe('one-head');
    expect(await formed(LEAD, MEMBER)).toBeNull();
  });

  it('takes no step before every member has attested: a conflict and a silence are both replaced under a clock', async () => {
    const { playing, next } = await upTo('conflicts');
    expect(await playing.tell(next(), LEAD, attest)).toBeNull();
    expect(await playing.tell(next(), LEAD, serve('notice'))).toBe('group-incomplete');
    expect(stages(playing)).toEqual(['conflicts']);
    // Nothing is heard of the other.
    await playing.until('2026-10-27 09:00');
    expect(stages(playing)).toEqual(['substitutes']);
    expect(await playing.tell('2026-10-27 10:00', MEMBER, attest)).toBe('replaced');
    const substitute = (member: string, inPlaceOf = MEMBER): Said => ({
      kind: 'appoint-substitute',
      member,
      inPlaceOf,
    });
    expect(await playing.tell('2026-10-27 10:00', PRINCIPAL, substitute('o-vice-1'))).toBe('is-the-superior');
    expect(await playing.tell('2026-10-27 10:00', PRINCIPAL, substitute(LEAD))).toBe('member-twice');
    expect(await playing.tell('2026-10-27 10:00', PRINCIPAL, substitute('o-judge-a2', LEAD))).toBe('no-gap');
    expect(await playing.tell('2026-10-27 10:00', PRINCIPAL, substitute('o-vice-2'))).toBeNull();
    expect(stages(playing)).toEqual(['conflicts-2']);
    const conflict = { kind: 'declare-conflict', hasConflict: true, reason: D } as const;
    expect(await playing.tell('2026-10-28 10:00', 'o-vice-2', { ...conflict, reason: null })).toBe(
      'reason-required',
    );
    expect(await playing.tell('2026-10-28 10:00', 'o-vice-2', conflict)).toBeNull();
    expect(await playing.tell('2026-10-28 11:00', PRINCIPAL, substitute('o-head-b', 'o-vice-2'))).toBeNull();
    expect(await playing.tell('2026-10-28 12:00', 'o-head-b', attest)).toBeNull();
    expect(stages(playing)).toEqual(['notice']);
  });

  it('an objection is decided by whoever appointed it, and not by the group', async () => {
    const { playing, next } = await upTo('statement');
    const object: Said = { kind: 'raise-objection', member: MEMBER, reason: D };
    const decideOn = (isSustained: boolean): Said => ({
      kind: 'decide-objection',
      member: MEMBER,
      isSustained,
      reason: D,
    });
    expect(await playing.tell(next(), 'o-judge-a1', object)).toBe('not-yours');
    expect(await playing.tell(next(), HEAD, object)).toBeNull();
    expect(stages(playing)).toContain('objections');
    expect(await playing.tell(next(), LEAD, decideOn(false))).toBe('no-authority');
    expect(await playing.tell(next(), PRINCIPAL, decideOn(true))).toBeNull();
    expect(stages(playing)).toContain('substitutes');
    expect(await playing.tell(next(), HEAD, submit('statement'))).toBeNull();
    // The right was used; the group goes on only when it is complete again.
    expect(stages(playing)).toEqual(['substitutes']);
  });

  it('a member whose tenure ends is released and replaced', async () => {
    const { playing, next } = await upTo('notice');
    const release: Said = { kind: 'release-member', member: MEMBER, reason: D };
    expect(await playing.tell(next(), LEAD, release)).toBe('no-authority');
    expect(await playing.tell(next(), PRINCIPAL, release)).toBeNull();
    expect(await playing.tell(next(), LEAD, serve('notice'))).toBe('group-incomplete');
    expect(stages(playing)).toEqual(['notice', 'substitutes']);
  });
});

describe('the rights of whom it is about', () => {
  it('no clock of theirs runs before the notice is served, and the file is open when the window opens', async () => {
    const { playing, next } = await upTo('notice');
    expect(stages(playing)).toEqual(['notice']);
    expect(await playing.tell(next(), HEAD, { kind: 'look-at-file' })).toBe('file-not-open');
    expect(await playing.tell(next(), LEAD, serve('facts'))).toBe('not-now');
    expect(await playing.tell(next(), LEAD, serve('notice', 'o-judge-a1'))).toBe('not-a-respondent');
    expect(await playing.tell(next(), MEMBER, serve('notice'))).toBe('not-the-group');
    expect(await playing.tell(next(), LEAD, serve('notice'))).toBeNull();
    expect(stages(playing)).toEqual(['file-access']);
    expect(await playing.tell(next(), LEAD, submit('file-access'))).toBeNull();
    expect(stages(playing)).toEqual(['statement']);
    expect(await playing.tell(next(), HEAD, { kind: 'look-at-file' })).toBeNull();
    expect(playing.play.last('file-looked-at').body).toEqual({ as: 'respondent' });
    expect(await playing.tell(next(), 'o-judge-a1', { kind: 'look-at-file' })).toBe('not-yours');
  });

  it('silence is recorded as silence, costs nothing, and nobody above hears of it', async () => {
    const { playing } = await upTo('statement');
    const before = playing.play.entries.length;
    await playing.until('2026-11-02 09:00');
    const came = playing.play.entries.slice(before);
    const fired = came.filter(({ kind, body }) => kind === 'rung-fired' && body.stage === 'statement');
    expect(fired).toMatchObject([
      { body: { action: 'remind' } },
      { body: { action: 'close', told: [{ as: 'owner' }] } },
    ]);
    expect(playing.play.stage('statement').outcome).toMatchObject({ windowClosed: 1, lapsed: 0 });
    expect(stages(playing)).toEqual(['draft-facts']);
  });

  it('is theirs in person: nobody signs or speaks for them, and a transfer ends nothing', async () => {
    const court = new Court().holds('head-a', 'o-new', shanghai('2026-10-13'));
    const { playing, next } = await upTo('statement', court);
    expect(await playing.tell(next(), 'o-new', submit('statement'))).toBe('not-yours');
    expect(await playing.tell(next(), 'o-clerk', submit('statement'), true)).toBe('not-yours');
    expect(await playing.tell(next(), HEAD, submit('statement'))).toBeNull();
  });

  it('a hearing that is asked for is held, and its minutes confirmed by both sides', async () => {
    const { playing, next } = await upTo('statement');
    expect(await playing.tell(next(), LEAD, { kind: 'ask-hearing' })).toBe('not-yours');
    expect(await playing.tell(next(), HEAD, { kind: 'ask-hearing' })).toBeNull();
    expect(await playing.tell(next(), HEAD, submit('statement'))).toBeNull();
    expect(stages(playing)).toEqual(['hearing']);
    expect(await playing.tell(next(), LEAD, submit('hearing'))).toBeNull();
    expect(await playing.tell(next(), HEAD, submit('hearing-confirmation'))).toBeNull();
    expect(stages(playing)).toEqual(['draft-facts']);
  });

  it('comments on the draft facts are each answered before the report', async () => {
    const { playing, next } = await upTo('comments');
    const comment: Said = { kind: 'comment-facts', stance: 'disagree', document: D };
    expect(await playing.tell(next(), HEAD, { ...comment, document: null })).toBe('comment-required');
    expect(await playing.tell(next(), HEAD, comment)).toBeNull();
    expect(stages(playing)).toEqual(['answers']);
    expect(await playing.tell(next(), LEAD, report)).toBe('not-now');
    const answer: Said = { kind: 'answer-comment', respondent: HEAD, isAdopted: false, reason: D };
    expect(await playing.tell(next(), MEMBER, answer)).toBe('not-the-group');
    expect(await playing.tell(next(), LEAD, answer)).toBeNull();
    expect(stages(playing)).toEqual(['report']);
  });
});

describe('the report', () => {
  it('ties each finding to what shows it, and is signed by every member with their dissent', async () => {
    const { playing, next } = await upTo('report');
    const sign: Said = { kind: 'sign-report', dissent: null };
    expect(await playing.tell(next(), LEAD, sign)).toBe('report-missing');
    expect(await playing.tell(next(), LEAD, { ...report, findings: [] })).toBe('finding-missing');
    const untied = report.findings.map((finding) => ({ ...finding, shownBy: [] }));
    expect(await playing.tell(next(), LEAD, { ...report, findings: untied })).toBe('finding-untied');
    expect(await playing.tell(next(), LEAD, { ...report, measures: ['exile'] })).toBe('unknown-measure');
    expect(await playing.tell(next(), LEAD, report)).toBeNull();
    expect(await playing.tell(next(), LEAD, sign)).toBeNull();
    expect(await playing.tell(next(), LEAD, sign)).toBe('already-signed');
    expect(await playing.tell(next(), LEAD, report)).toBe('report-signed');
    expect(stages(playing)).toEqual(['report']);
    expect(await playing.tell(next(), MEMBER, { ...sign, dissent: D })).toBeNull();
    expect(stages(playing)).toEqual(['decision']);
  });
});

it('a member who cannot sign any more is replaced, and the substitute signs', async () => {
  const { playing, next } = await upTo('report');
  const at = next();
  expect(await playing.tell(at, LEAD, report)).toBeNull();
  expect(await playing.tell(at, LEAD, { kind: 'sign-report', dissent: null })).toBeNull();
  expect(await playing.tell(at, PRINCIPAL, { kind: 'release-member', member: LEAD, reason: D })).toBe(
    'report-signed',
  );
  expect(await playing.tell(at, PRINCIPAL, { kind: 'release-member', member: MEMBER, reason: D })).toBeNull();
  const substitute = { kind: 'appoint-substitute', member: 'o-head-b', inPlaceOf: MEMBER } as const;
  expect(await playing.tell(at, PRINCIPAL, substitute)).toBeNull();
  expect(await playing.tell(at, 'o-head-b', attest)).toBeNull();
  // The stage that waited for the one who left is asked for again of the substitute.
  await playing.until('2026-11-10 09:00');
  expect(
    await playing.tell('2026-11-10 10:00', 'o-head-b', { kind: 'sign-report', dissent: null }),
  ).toBeNull();
  expect(stages(playing)).toEqual(['decision']);
});

describe('the decision', () => {
  it('is taken by the competent body, in form, by those who may take part', async () => {
    const { playing, next } = await upTo('decision');
    const at = next();
    const said = (more: Partial<SaidOf<'decide-inquiry'>>): Promise<string | null> =>
      playing.tell(at, PRINCIPAL, { ...decide, ...more });
    expect(await playing.tell(at, 'o-vice-2', decide)).toBe('no-authority');
    expect(await said({ measures: [] })).toBe('measure-required');
    expect(await said({ measures: [{ ...circular, measure: 'exile' }] })).toBe('unknown-measure');
    expect(await said({ measures: [{ ...circular, measure: 'body-circular' }] })).toBe('wrong-measure');
    expect(await said({ measures: [{ ...circular, measure: 'talk' }] })).toBe('wrong-measure');
    expect(await said({ measures: [{ ...circular, respondent: 'o-judge-a1' }] })).toBe('not-a-respondent');
    expect(await said({ outcome: 'exempt', measures: [] })).toBe('exemption-ground');
    expect(await said({ votes: null })).toBe('votes-required');
    expect(await said({ votes: { ...votes, present: ['president'], inFavour: 1 } })).toBe('no-quorum');
    expect(await said({ votes: { ...votes, inFavour: 2 } })).toBe('votes-wrong');
    expect(await said({ votes: { ...votes, inFavour: 1, against: 2 } })).toBe('not-carried');
    expect(await said({ votes: { ...votes, present: ['head-b'] } })).toBe('not-a-member');
    expect(await said({})).toBeNull();
    expect(stages(playing)).toEqual(['service']);
  });

  it('of no fault leads to no filing, and closes when nobody appeals', async () => {
    const { playing, next } = await upTo('decision');
    expect(await playing.tell(next(), PRINCIPAL, noFault)).toBeNull();
    expect(await playing.tell(next(), LEAD, serve('decision'))).toBeNull();
    expect(stages(playing)).toEqual(['appeal']);
    await playing.until('2026-11-03 09:00');
    expect(stages(playing)).toEqual(['closure']);
    expect(await playing.tell('2026-11-03 10:00', PRINCIPAL, submit('closure'))).toBeNull();
    expect(playing.play.state).toMatchObject({ result: 'fulfilled' });
  });

  it('is filed while an appeal runs, and an appeal leads to nothing worse', async () => {
    const { playing, next } = await upTo('after');
    expect(stages(playing)).toEqual(['announcement', 'appeal']);
    expect(await playing.tell(next(), 'o-judge-a1', { kind: 'file-appeal', document: D })).toBe('not-yours');
    expect(await playing.tell(next(), HEAD, { kind: 'file-appeal', document: D })).toBeNull();
    expect(stages(playing)).toEqual(['announcement', 'appeal-decision']);
    const { kind: _, ...same } = decide;
    const appeal = { ...same, kind: 'decide-appeal', preparedBy: 'o-judge-b1' } as const;
    const at = next();
    expect(await playing.tell(at, PRINCIPAL, appeal)).toBe('same-person');
    const worse = { ...appeal, preparedBy: 'o-head-b', measures: [{ ...circular, measure: 'admonition' }] };
    expect(await playing.tell(at, PRINCIPAL, worse)).toBe('worse-result');
    const more = { ...appeal, preparedBy: 'o-head-b', measures: [circular, circular] };
    expect(await playing.tell(at, PRINCIPAL, more)).toBe('worse-result');
    const annulled = { ...appeal, preparedBy: 'o-head-b', outcome: 'no-fault', measures: [] } as const;
    expect(await playing.tell(at, PRINCIPAL, annulled)).toBeNull();
    expect(playing.play.state.inquiry?.revised).toMatchObject({ outcome: 'no-fault' });
    expect(stages(playing)).toEqual(['announcement']);
  });

  it('is corrected in favour at any time, and never for the worse', async () => {
    const { playing, next } = await upTo('after');
    const { votes: _v, followUps: _f, kind: _k, ...same } = decide;
    const correct = { ...same, kind: 'correct-decision' } as const;
    const worse = { ...correct, measures: [circular, { ...circular, measure: 'admonition' }] };
    expect(await playing.tell(next(), PRINCIPAL, worse)).toBe('worse-result');
    expect(
      await playing.tell(next(), PRINCIPAL, { ...correct, outcome: 'no-fault', measures: [] }),
    ).toBeNull();
  });

  it('what is to be rectified becomes an obligation of its own', async () => {
    const { playing, next } = await upTo('decision');
    const followUps = [{ document: D, post: 'head-a', due: shanghai('2026-12-31') }];
    expect(await playing.tell(next(), PRINCIPAL, { ...decide, followUps })).toBeNull();
    expect(await playing.tell(next(), LEAD, serve('decision'))).toBeNull();
    expect(playing.play.last('follow-ups-opened').body.openings).toHaveLength(1);
    expect(playing.play.last('follow-ups-opened').body.openings[0]).not.toHaveProperty('brief.launch');
  });
});

it('a case against a body is answered for by whoever acts for it, and decided without asking its members to step back', async () => {
  const playing = await opened({ ...LAPSED, answering: 'leading-group', holdings: [] });
  const asked = playing.play.stage();
  expect([...asked.parties.keys()]).toEqual(['superior']);
  const body = { kind: 'body', id: 'leading-group' } as const;
  expect(await playing.tell('2026-10-12 09:00', 'o-superior', { ...launch, respondents: [body] })).toBeNull();
  expect(await playing.tell('2026-10-12 10:00', 'o-superior', form)).toBeNull();
  for (const officer of [LEAD, MEMBER])
    expect(await playing.tell('2026-10-12 11:00', officer, attest)).toBeNull();
  expect(await playing.tell('2026-10-12 12:00', LEAD, serve('notice', 'leading-group'))).toBeNull();
  expect(await playing.tell('2026-10-12 12:00', LEAD, submit('file-access'))).toBeNull();
  expect(await playing.tell('2026-10-13 09:00', 'o-president', submit('statement'))).toBeNull();
});

it('is directed by nobody whom it concerns or who brought it, whatever post they hold', async () => {
  const end: Said = { kind: 'end-inquiry', how: 'withdrawn', reason: D, into: null };
  const superior = 'o-superior';
  const held = { officerId: superior, from: shanghai('2026-01-01'), to: null };
  for (const file of [
    { ...LAPSED, reportedBy: superior },
    { ...LAPSED, holdings: [...LAPSED.holdings, held] },
  ]) {
    const playing = await opened(file);
    expect(await playing.tell('2026-10-12 09:00', PRINCIPAL, launch)).toBeNull();
    expect(await playing.tell('2026-10-12 10:00', superior, form)).toBe('same-person');
    expect(await playing.tell('2026-10-12 10:00', superior, end)).toBe('same-person');
  }
  const apart = await opened();
  expect(await apart.tell('2026-10-12 09:00', PRINCIPAL, launch)).toBeNull();
  expect(await apart.tell('2026-10-12 10:00', superior, end)).toBeNull();
});

it('no report is signed while an objection to a member waits for its decision', async () => {
  const { playing, next } = await upTo('report');
  const sign: Said = { kind: 'sign-report', dissent: null };
  expect(await playing.tell(next(), HEAD, { kind: 'raise-objection', member: LEAD, reason: D })).toBeNull();
  const at = next();
  expect(await playing.tell(at, LEAD, report)).toBeNull();
  expect(await playing.tell(at, LEAD, sign)).toBe('objection-pending');
  const decided = { kind: 'decide-objection', member: LEAD, isSustained: false, reason: D } as const;
  expect(await playing.tell(at, PRINCIPAL, decided)).toBeNull();
  expect(await playing.tell(at, LEAD, sign)).toBeNull();
});

it('a conflict that comes up after the report holds the decision until somebody is in their place', async () => {
  const { playing, next } = await upTo('decision');
  const conflict = { kind: 'declare-conflict', hasConflict: true, reason: D } as const;
  expect(await playing.tell(next(), MEMBER, conflict)).toBeNull();
  const at = next();
  expect(await playing.tell(at, PRINCIPAL, decide)).toBe('group-incomplete');
  const substitute = { kind: 'appoint-substitute', member: 'o-head-b', inPlaceOf: MEMBER } as const;
  expect(await playing.tell(at, PRINCIPAL, substitute)).toBeNull();
  expect(await playing.tell(at, PRINCIPAL, decide)).toBe('group-incomplete');
  expect(await playing.tell(at, 'o-head-b', attest)).toBeNull();
  expect(await playing.tell(at, PRINCIPAL, decide)).toBeNull();
});

it.each(['withdrawn', 'deceased', 'referred'] as const)(
  'ends %s, with its reason, and opens nothing more',
  async (how) => {
    const { playing, next } = await upTo('statement');
    const end: Said = { kind: 'end-inquiry', how, reason: D, into: null };
    expect(await playing.tell(next(), LEAD, end)).toBe('no-authority');
    expect(await playing.tell(next(), PRINCIPAL, { ...end, into: 'other' })).toBe('into-required');
    expect(await playing.tell(next(), PRINCIPAL, end)).toBeNull();
    const count = playing.play.entries.length;
    await playing.until('2027-03-01 09:00');
    expect(playing.play.entries).toHaveLength(count);
    expect(playing.play.state).toMatchObject({ result: 'waived', inquiry: { ending: how } });
  },
);

it('a step that nobody takes is asked for again, and told upward, for as long as it takes', async () => {
  const { playing } = await upTo('notice');
  await playing.until('2026-12-31 09:00');
  const asked = playing.play.state.stages.filter(({ definition }) => definition.name.startsWith('notice'));
  expect(asked.length).toBeGreaterThan(3);
  expect(stages(playing)).toEqual([`notice-${asked.length}`]);
  const told = playing.play.of('rung-fired').filter(({ body }) => body.action === 'escalate');
  expect(told.at(-1)?.body.told).toMatchObject([{ officer: LEAD }, { officer: PRINCIPAL }]);
});
