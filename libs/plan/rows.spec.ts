import {
  dutiesOfRow,
  ExampleCourt,
  exampleCourt,
  periodsIn2027,
  planned,
  PlanPlay,
} from '../../test/support/domain/plan-play.js';
import { briefOf } from '../../test/support/domain/duties.js';
import { ScriptPlay } from '../../test/support/domain/script-play.js';
import { inquiry } from '../../workflows/procedures/inquiry.js';
import { incident } from '../../workflows/procedures/incident.js';
import { mayShare } from '../domain/meeting/links.js';

/*
 * Each row of PLAN.md, by its number: what the shipped pack makes of its last column, played in the example court. Officers: Shen Mingqian
 * is secretary of the leading group and president, Fang Qingyu heads the office, Bai Lushan publicity, Cheng Boyan the civil division.
 */

const MEMBERS = 13;
const evidenceOf = (key: string, stage: string): string[] =>
  (planned(key).definition.stages.find(({ name }) => name === stage)?.evidence ?? []).map(({ name }) => name);
const titlesOf = (row: number): string =>
  JSON.stringify(dutiesOfRow(row).map(({ definition }) => definition.stages.map(({ evidence }) => evidence)));
const duty = (key: string) => planned(key).definition;
const QUARTERS = ['2027-01-01', '2027-04-01', '2027-07-01', '2027-10-01'];
const HALVES = ['2027-01-01', '2027-07-01'];

it('row 1: a meeting with agenda, attendance and minutes twice a year, decisions tracked, a floor, never row 24', () => {
  expect(periodsIn2027('topic-study')).toEqual(HALVES);
  expect(duty('topic-study').stages.map(({ name, meeting }) => [name, meeting])).toEqual([
    ['agenda', 'agenda'],
    ['meeting', 'attendance'],
    ['minutes', 'extract'],
    ['confirmation', undefined],
  ]);
  expect(mayShare(duty('topic-study'), duty('centre-group-study'))).toBe(false);
  const study = PlanPlay.period('topic-study', '2027-03-01');
  expect(study.dues('agenda')).toEqual({ 'leading-group': '2027-04-06 23:59' });
  const waive = { kind: 'waive', reason: 'b'.repeat(64) } as const;
  expect(study.play.tell('2027-02-01 09:00', 'shen-mingqian', waive)).toBe('same-person');
  expect(study.submit('2027-02-02 09:00', 'fang-qingyu', 'agenda')).toBeNull();
  study.opens('meeting', '2027-02-02 09:01').opens('minutes', '2027-02-02 09:02');
  const due = '2027-06-30T15:59:59.999Z';
  const followUps = [{ document: 'd'.repeat(64), post: 'civil-head', due }];
  expect(study.submit('2027-03-01 09:00', 'fang-qingyu', 'minutes', { followUps })).toBeNull();
  study.play.step('2027-03-01 09:01', { kind: 'open-follow-ups', stage: 'minutes' });
  expect(study.play.last('follow-ups-opened').body.openings).toHaveLength(1);
  expect(study.play.tell('2027-03-02 09:00', 'qiao-muchen', { ...waive, stage: 'meeting' })).toBeNull();
});

it('row 2: each half-year a bulletin on it: draft, review, sign-off, issue, read by everybody', () => {
  expect(planned('bulletin').cycle).toMatchObject({ opens: 'period-end' });
  expect(duty('bulletin')).toMatchObject({ procedure: 'bulletin', floor: true });
  const bulletin = PlanPlay.period('bulletin', '2027-03-01');
  expect(bulletin.submit('2027-07-05 09:00', 'fang-qingyu', 'draft')).toBeNull();
  expect(bulletin.accept('2027-07-06 09:00', 'fang-qingyu', 'draft')).toBe('same-person');
  expect(bulletin.accept('2027-07-06 09:00', 'lu-yicheng', 'draft')).toBeNull();
  bulletin.opens('acknowledgement', '2027-07-07 09:00');
  expect(Object.keys(bulletin.dues('acknowledgement'))).toHaveLength(MEMBERS);
});

it('row 3: an incident of a department is handled by clocks that its severity sets', async () => {
  const court = new ExampleCourt();
  const brief = briefOf(duty('incident-handling'), { unitId: 'civil-division', calendarId: 'cn' });
  const happens = await ScriptPlay.of(brief, incident, { court, at: '2027-03-01 09:00' });
  const serious = { kind: 'triage', severity: 'serious', reason: 'r' } as const;
  expect(await happens.tell('2027-03-01 09:30', 'cheng-boyan', serious)).toBeNull();
  expect(happens.open()).toEqual({
    acknowledge: '2027-03-01 11:00',
    contain: '2027-03-01 21:00',
    'report-upward': '2027-03-02 09:00',
    resolve: '2027-03-08 23:59',
  });
  expect(happens.play.stage('report-upward').parties.has('office-head')).toBe(true);
  // The first level above the head of the division is whoever has it in their portfolio: the directly responsible member.
  const [head] = happens.play.stage('contain').parties.values();
  expect(head?.party).toMatchObject({ id: 'civil-head' });
  expect(head?.party.levels.slice(0, 2)).toEqual(['charge/civil-division', 'secretary']);
  expect(evidenceOf('incident-handling', 'review')).toEqual(['causes', 'measures']);
});

it('row 4: a launch file begins an inquiry, whose terms and competence are those of the plan', async () => {
  const { stages, inquiry: rules } = duty('inquiry');
  const terms = Object.fromEntries(stages.map(({ name, due }) => [name, 'offset' in due ? due.offset : due]));
  expect(terms).toMatchObject({
    'launch-decision': { workingDays: 5 },
    group: { workingDays: 5 },
    notice: { workingDays: 3 },
    statement: { workingDays: 10 },
    comments: { workingDays: 5 },
    report: { workingDays: 20 },
    decision: { workingDays: 10 },
    appeal: { calendarDays: 30 },
    'appeal-decision': { calendarDays: 30 },
    formalities: { calendarDays: 30 },
  });
  expect(rules?.accessWorkingDays).toBe(5);
  expect(stages.filter(({ kind }) => kind === 'right').map(({ name }) => name)).toEqual([
    'statement',
    'hearing-confirmation',
    'comments',
    'appeal',
  ]);
  const court = new ExampleCourt();
  const file = {
    id: 'launch/x',
    openedIn: 'obligation/x',
    answering: 'civil-head',
    holdings: [{ officerId: 'cheng-boyan', from: '2026-01-01T00:00:00.000Z', to: null }],
    reportedBy: null,
  };
  const brief = briefOf(duty('inquiry'), { unitId: 'civil-division', calendarId: 'cn', launch: file });
  const begun = await ScriptPlay.of(brief, inquiry, { court, at: '2027-03-01 09:00' });
  expect(begun.open()).toEqual({ 'launch-decision': '2027-03-08 23:59' });
  const respondents = [{ kind: 'person', id: 'cheng-boyan' }] as const;
  const launch = { kind: 'decide-launch', outcome: 'launch', reasons: 'r', respondents } as const;
  expect(await begun.tell('2027-03-02 09:00', 'cheng-boyan', launch)).toBe('no-authority');
  expect(await begun.tell('2027-03-02 09:00', 'shen-mingqian', launch)).toBeNull();
  expect(begun.open()).toEqual({ group: '2027-03-09 23:59' });
});

it('row 5: each quarter the secretary shows the agenda, from a meeting that may deal with row 19 too', () => {
  expect(periodsIn2027('leading-group-agenda')).toEqual(QUARTERS);
  const agenda = PlanPlay.period('leading-group-agenda', '2027-02-01');
  expect(Object.keys(agenda.dues('agenda-extract'))).toEqual(['secretary']);
  expect(agenda.stageOf('agenda-extract').meeting).toBe('extract');
  expect(mayShare(duty('leading-group-agenda'), duty('risk-analysis'))).toBe(true);
});

it('row 6: yearly, each member of the leading group: statement, comments and rating; and a report on duty', () => {
  expect(evidenceOf('criticism-meeting', 'statement')).toEqual(['statement']);
  expect(evidenceOf('criticism-meeting', 'result')).toEqual(['comments', 'rating']);
  expect(evidenceOf('yearly-duty-report', 'report')).toEqual(['report', 'rating']);
  for (const key of ['criticism-meeting', 'yearly-duty-report']) {
    expect(periodsIn2027(key)).toEqual(['2027-01-01']);
    const year = PlanPlay.period(key, '2027-02-01');
    expect(Object.keys(year.dues(year.duty.stages[0]?.name ?? ''))).toHaveLength(5);
  }
});

it("row 7: monthly; each branch publishes the list at the month's start, each member studies and has notes", () => {
  expect(periodsIn2027('theory-study')).toHaveLength(12);
  const study = PlanPlay.period('theory-study', '2027-03-10');
  expect(study.dues('task-list')).toEqual({
    'branch-1-secretary': '2027-03-04 23:59',
    'branch-2-secretary': '2027-03-04 23:59',
  });
  study.opens('attendance', '2027-03-03 09:00');
  expect(Object.keys(study.dues('attendance'))).toHaveLength(MEMBERS);
  expect(evidenceOf('theory-study', 'attendance')).toEqual(['form', 'notes']);
});

it("row 8: notes are spot-checked each quarter and checked at the year's end, that they exist and not what they say", () => {
  expect(periodsIn2027('notes-spot-check')).toEqual(QUARTERS);
  expect(duty('notes-year-end-check').stages.map(({ name }) => name)).toEqual(['check', 'rectification']);
  expect(titlesOf(8)).toMatch(/never what they say/);
  expect(Object.keys(PlanPlay.period('notes-spot-check', '2027-02-01').dues('check'))).toEqual([
    'branch-1-secretary',
    'branch-2-secretary',
  ]);
});

it('row 9: each quarter the office has a lecture held: date, speaker, topic, attendance', () => {
  expect(periodsIn2027('lectures')).toEqual(QUARTERS);
  expect(evidenceOf('lectures', 'lecture')).toEqual(['record', 'attendance']);
  expect(Object.keys(PlanPlay.period('lectures', '2027-02-01').dues('lecture'))).toEqual(['office-head']);
});

it('row 10: each half-year the directly responsible members guide the branches, on record per branch', () => {
  expect(periodsIn2027('branch-guidance')).toEqual(HALVES);
  expect(Object.keys(PlanPlay.period('branch-guidance', '2027-02-01').dues('guidance'))).toHaveLength(4);
  expect(titlesOf(10)).toMatch(/per branch/);
});

it('row 11: monthly figures per branch when the month is over, totals and averages only', () => {
  expect(periodsIn2027('study-platform-figures')).toHaveLength(12);
  expect(planned('study-platform-figures').cycle?.opens).toBe('period-end');
  expect(titlesOf(11)).toMatch(/Totals and averages per branch/);
});

it('row 12: author, reviewer, approver and secrecy reviewer are different people, and nothing is published before them', () => {
  const text = PlanPlay.occurrence('publication-review', 'civil-division', '2027-03-01 10:00');
  expect(text.duty.stages.map(({ name }) => name)).toEqual([
    'draft',
    'review',
    'secrecy-review',
    'publication',
  ]);
  expect(text.submit('2027-03-01 11:00', 'cheng-boyan', 'draft')).toBeNull();
  text.opens('review', '2027-03-01 11:01');
  expect(text.submit('2027-03-01 12:00', 'cheng-boyan', 'review')).toBe('not-yours');
  expect(text.submit('2027-03-01 12:00', 'bai-lushan', 'review')).toBeNull();
  expect(text.accept('2027-03-01 13:00', 'bai-lushan', 'review')).toBe('same-person');
  expect(text.accept('2027-03-01 13:00', 'wen-jingxian', 'review')).toBeNull();
  text.opens('secrecy-review', '2027-03-01 13:01');
  expect(text.submit('2027-03-01 14:00', 'bai-lushan', 'secrecy-review', { asClerk: true })).toBe(
    'same-person',
  );
  expect(text.submit('2027-03-01 14:00', 'zhong-shuyao', 'secrecy-review')).toBeNull();

  // What publicity writes itself is reviewed by the post above, and approved above that.
  const own = PlanPlay.occurrence('publication-review', 'publicity', '2027-03-01 10:00');
  expect(own.submit('2027-03-01 11:00', 'bai-lushan', 'draft')).toBeNull();
  own.opens('review', '2027-03-01 11:01');
  expect(own.submit('2027-03-01 12:00', 'bai-lushan', 'review')).toBe('same-person');
  expect(own.submit('2027-03-01 12:00', 'wen-jingxian', 'review')).toBeNull();
  expect(own.accept('2027-03-01 13:00', 'bai-lushan', 'review')).toBe('same-person');
  expect(own.accept('2027-03-01 13:00', 'shen-mingqian', 'review')).toBeNull();
});

it('row 13: the list of the year, each item of it tracked, and what, where, when and proof at the end', () => {
  expect(periodsIn2027('publicity-work')).toEqual(['2027-01-01']);
  const work = PlanPlay.period('publicity-work', '2027-02-01');
  expect(work.stageOf('list').tracksDecisions).toBe(true);
  expect(evidenceOf('publicity-work', 'account')).toEqual(['account']);
});

it('row 14: acknowledged in 3 and answered in 15 working days from when it came', () => {
  expect(duty('feedback').occurrence).toEqual({
    openedBy: ['office-head', 'office-clerk'],
    fromIntake: true,
  });
  const feedback = PlanPlay.occurrence('feedback', 'civil-division', '2027-03-01 10:00');
  expect(feedback.dues('acknowledgement')).toEqual({ 'office-head': '2027-03-04 23:59' });
  feedback.opens('answer', '2027-03-03 09:00');
  expect(feedback.dues('answer')).toEqual({ 'office-head': '2027-03-22 23:59' });
});

it('row 15: each quarter whoever owns a channel of the institution inspects it, and findings are rectified under a clock', () => {
  expect(periodsIn2027('channel-inspection')).toEqual(QUARTERS);
  const inspection = PlanPlay.period('channel-inspection', '2027-02-01');
  expect(Object.keys(inspection.dues('inspection'))).toEqual(['civil-head', 'publicity-head']);
  expect(inspection.stageOf('inspection').tracksDecisions).toBe(true);
});

it('row 16: each officer yearly: a briefing held and a commitment signed, and no account is named', () => {
  const conduct = PlanPlay.period('conduct-online', '2027-02-01');
  expect(conduct.stageOf('commitment').evidence).toEqual([]);
  conduct.opens('commitment', '2027-03-01 09:00');
  expect(Object.keys(conduct.dues('commitment'))).toHaveLength(MEMBERS);
  expect(JSON.stringify(conduct.duty.stages)).not.toMatch(/account|账号/);
});

it('row 17: rules are drafted, consulted on, adopted and in force once, then reviewed each year', () => {
  expect(duty('implementing-rules').stages.map(({ name }) => name)).toEqual([
    'draft',
    'consultation',
    'adoption',
    'in-force',
  ]);
  expect(planned('implementing-rules').cycle?.rule).toBe('FREQ=YEARLY;COUNT=1');
  expect(periodsIn2027('implementing-rules')).toEqual(['2027-01-01']);
  expect(periodsIn2027('rules-review')).toEqual(['2027-01-01']);
});

it('row 18: each month each division checks a sample, and rectifies what it finds', () => {
  expect(periodsIn2027('open-hearings-check')).toHaveLength(12);
  const check = PlanPlay.period('open-hearings-check', '2027-02-01');
  expect(Object.keys(check.dues('check'))).toEqual(['civil-head', 'criminal-head', 'enforcement-deputy']);
  expect(evidenceOf('open-hearings-check', 'check')).toEqual(['sample', 'faults']);
  expect(check.stageOf('check').tracksDecisions).toBe(true);
});

it('row 19: each quarter and on major events: departments contribute, the leading group decides measures, each tracked', () => {
  expect(periodsIn2027('risk-analysis')).toEqual(QUARTERS);
  expect(duty('risk-analysis').occurrence?.openedBy).toContain('office-head');
  const analysis = duty('risk-analysis').stages.at(-1);
  expect(analysis).toMatchObject({
    parties: { body: 'leading-group' },
    meeting: 'extract',
    tracksDecisions: true,
  });
});

it('row 20: a check each half-year and an assessment each year, both from the facts of the ledger', () => {
  expect(periodsIn2027('half-year-inspection')).toEqual(HALVES);
  expect(periodsIn2027('yearly-assessment')).toEqual(['2027-01-01']);
  expect(dutiesOfRow(20).map(({ definition }) => definition.procedure)).toEqual(['assessment', 'assessment']);
});

it('row 21: acceptance told in 15 days, closed in 60 by whoever heads the department, one extension of 30', () => {
  const petition = PlanPlay.occurrence('petition', 'civil-division', '2027-03-01 10:00');
  expect(petition.dues('acceptance')).toEqual({ 'civil-head': '2027-03-16 23:59' });
  expect(petition.submit('2027-03-10 09:00', 'cheng-boyan', 'acceptance')).toBeNull();
  petition.opens('answer', '2027-03-10 09:01');
  expect(petition.dues('answer')).toEqual({ 'civil-head': '2027-04-30 23:59' });
  const extend = (until: string) => ({ kind: 'extend', until, reason: 'c'.repeat(64) }) as const;
  const tell = (until: string) => petition.play.tell('2027-04-20 09:00', 'lu-yicheng', extend(until));
  expect(tell('2027-06-10T15:59:59.999Z')).toBe('extension-limit');
  expect(tell('2027-05-30T15:59:59.999Z')).toBeNull();
  expect(tell('2027-05-31T15:59:59.999Z')).toBe('extension-limit');
  expect(periodsIn2027('petition-summary')).toEqual(QUARTERS);
});

it('row 22: the division of work is decided each year and on every change, and entered', () => {
  expect(periodsIn2027('division-of-work')).toEqual(['2027-01-01']);
  const change = PlanPlay.occurrence('division-of-work', 'court', '2027-03-01 10:00');
  expect(change.dues('decision')).toEqual({ 'leading-group': '2027-03-22 23:59' });
  change.opens('registration', '2027-03-10 09:00');
  expect(Object.keys(change.dues('registration'))).toEqual(['office-head']);
});

it('row 23: secrecy training held and a commitment signed by everybody, yearly', () => {
  const secrecy = PlanPlay.period('secrecy', '2027-02-01');
  expect(Object.keys(secrecy.dues('training'))).toEqual(['secrecy-officer']);
  secrecy.opens('commitment', '2027-03-01 09:00');
  expect(Object.keys(secrecy.dues('commitment'))).toHaveLength(MEMBERS);
});

it('row 24: each quarter the leading group studies: attendance, and the share of the subject', () => {
  expect(periodsIn2027('centre-group-study')).toEqual(QUARTERS);
  expect(evidenceOf('centre-group-study', 'study')).toEqual(['attendance', 'share']);
});

it('row 25: relayed in 5 working days from receipt, broken into tasks that are tracked, reported back', () => {
  const received = PlanPlay.occurrence('superior-documents', 'court', '2027-03-01 10:00');
  expect(received.dues('relay')).toEqual({ 'office-head': '2027-03-08 23:59' });
  expect(received.stageOf('relay').tracksDecisions).toBe(true);
  expect(received.duty.stages.map(({ name }) => name)).toEqual(['relay', 'report']);
});

it('row 26: half-yearly, the secretary their list and each member their portfolio: a report and talks', () => {
  for (const key of ['first-responsible-list', 'portfolio-duties']) {
    expect(periodsIn2027(key)).toEqual(HALVES);
    expect(evidenceOf(key, 'report')).toEqual(['report', 'talks']);
  }
  expect(Object.keys(PlanPlay.period('portfolio-duties', '2027-02-01').dues('report'))).toHaveLength(4);
});

it('row 27: ten working days before each key date a roster of the office, then each owner checks their channels', () => {
  const date = {
    id: 'constitution-day',
    unitId: 'court',
    title: { zh: '国家宪法日', en: 'Constitution Day' },
  };
  const days = { from: '2027-12-04', to: '2027-12-04', cancelledAt: null };
  const key = PlanPlay.keyDate('key-dates', { ...date, ...days });
  expect(key.play.state.brief.period).toMatchObject({ to: '2027-12-04', keyDate: 'constitution-day' });
  expect(key.dues('roster')).toEqual({ 'office-head': '2027-11-26 23:59' });
  key.opens('channel-check', '2027-11-24 09:00');
  expect(key.dues('channel-check')).toEqual({
    'civil-head': '2027-12-02 23:59',
    'publicity-head': '2027-12-02 23:59',
  });
});

it('row 28: publicity staff are trained each year: programme and attendance', () => {
  expect(periodsIn2027('publicity-training')).toEqual(['2027-01-01']);
  expect(evidenceOf('publicity-training', 'training')).toEqual(['programme', 'attendance']);
});

it('each lapse of a body or a leading cadre ends in a launch file, any other with the direct leader', () => {
  const ends = (key: string, stage: string) =>
    duty(key)
      .stages.find(({ name }) => name === stage)
      ?.ladder.rungs.at(-1)?.action;
  expect(ends('topic-study', 'minutes')).toBe('launch');
  expect(ends('portfolio-duties', 'report')).toBe('launch');
  expect(ends('petition', 'answer')).toBe('lapse');
  expect(exampleCourt.chainAbove('civil-head', '2027-01-01T00:00:00.000Z')).not.toEqual([]);
});
