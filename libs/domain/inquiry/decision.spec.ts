import { shanghai } from '../../../test/support/domain/calendars.js';
import {
  attest,
  circular,
  D,
  decide,
  HEAD,
  LEAD,
  MEMBER,
  noFault,
  PRINCIPAL,
  report,
  type Said,
  type SaidOf,
  serve,
  stages,
  submit,
  upTo,
  votes,
} from '../../../test/support/domain/inquiry-play.js';

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
