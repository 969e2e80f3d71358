import type { LaunchFile } from '../../libs/domain/inquiry/inquiry.js';
import { dutySubject } from '../../libs/records/configuration/changes.js';
import { record } from '../../libs/records/configuration/record.js';
import { keepHistory } from '../replay/histories.js';
import { duty, inquiryDuty, obligation, stage } from '../support/duties.js';
import { World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
  await adoptRules();
}, 60_000);
afterAll(() => world.close(), 30_000);

const D = 'd'.repeat(64);
const rules = duty({ key: 'rules', stages: [stage('adopt', { evidence: [] })] });

/** Nothing is launched before the accountability rules are in force (row 17). */
async function adoptRules(): Promise<void> {
  const at = new Date(await world.now()).toISOString();
  await world.dataSource.transaction((manager) =>
    record(manager, dutySubject(rules.key), {
      kind: 'duty-published',
      at,
      actor: null,
      body: { unitId: 'court', planId: null, definition: rules },
    }),
  );
  const subject = await world.open(obligation('adopted', rules));
  await world.act(subject, 'head', 'submit', { evidence: [] });
  await world.atRest();
}

const opened = (id: string): Promise<string> => {
  const launch: LaunchFile = {
    id: `launch/${id}`,
    openedIn: null,
    answering: 'head',
    holdings: [{ officerId: 'head', from: '2020-01-01T00:00:00.000Z', to: null }],
    reportedBy: null,
  };
  return world.open({ ...obligation(id, inquiryDuty('P30D')), openedBy: null, launch });
};

const person = { kind: 'person', id: 'head' } as const;
const shown = (requirement: string) => ({ evidence: [{ requirement, document: D }] });
const served = (what: 'notice' | 'facts' | 'decision') => ({ what, respondent: 'head', document: D });
const LAUNCH = { outcome: 'launch', reasons: D, respondents: [person] } as const;
const NO_CONFLICT = { hasConflict: false, reason: null };
const GROUP = {
  members: [
    { officer: 'member-1', isLead: true },
    { officer: 'member-2', isLead: false },
  ],
};
const FINDINGS = [
  { respondent: 'head', responsibility: 'main', document: D, shownBy: ['obligation/x#1'] },
] as const;
const VOTES = {
  present: ['president', 'vice-president'],
  recused: [],
  inFavour: 2,
  against: 0,
  abstained: 0,
};

/** From the launch to a group without conflicts. */
async function launch(subject: string): Promise<void> {
  await world.pass('1m');
  await world.act(subject, 'president', 'decide-launch', LAUNCH);
  await world.act(subject, 'president', 'form-group', GROUP);
  await world.act(subject, 'member-1', 'declare-conflict', NO_CONFLICT);
  await world.act(subject, 'member-2', 'declare-conflict', NO_CONFLICT);
}

/** From the notice to the signed report. */
async function investigate(subject: string, outcome: 'no-fault' | 'measures'): Promise<void> {
  await world.act(subject, 'member-1', 'serve', served('notice'));
  await world.act(subject, 'member-1', 'submit', { stage: 'file-access', ...shown('file') });
  await world.act(subject, 'head', 'submit', { stage: 'statement', ...shown('statement') });
  await world.act(subject, 'member-1', 'serve', served('facts'));
  await world.act(subject, 'head', 'comment-facts', { stance: 'agree', document: null });
  const measures = outcome === 'measures' ? ['circular'] : [];
  await world.act(subject, 'member-1', 'draft-report', {
    document: D,
    findings: FINDINGS,
    outcome,
    measures,
  });
  await world.act(subject, 'member-1', 'sign-report', { dissent: null });
  await world.act(subject, 'member-2', 'sign-report', { dissent: D });
}

const NOTHING = { reasons: D, exemption: null, measures: [], votes: VOTES, followUps: [] };

it('goes from the launch file to a decision of no fault, an appeal window that closes in silence, and its closure', async () => {
  const subject = await opened('no-fault');
  await launch(subject);
  await investigate(subject, 'no-fault');
  await world.act(subject, 'president', 'decide-inquiry', { outcome: 'no-fault', ...NOTHING });
  await world.act(subject, 'member-1', 'serve', served('decision'));
  await world.pass('31d');
  await world.act(subject, 'president', 'submit', { stage: 'closure', ...shown('closure') });
  await world.atRest();
  expect((await world.ledger(subject)).at(-1)).toMatchObject({ body: { result: 'fulfilled' } });
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('inquiry-of-no-fault.v1', world.handle(subject));
}, 60_000);

it('with a measure is filed, appealed against and closed', async () => {
  const subject = await opened('measure');
  await launch(subject);
  await investigate(subject, 'measures');
  const measures = [{ measure: 'circular', respondent: 'head', effectiveUntil: null, rule: D }];
  await world.act(subject, 'president', 'decide-inquiry', { outcome: 'measures', ...NOTHING, measures });
  await world.act(subject, 'member-1', 'serve', served('decision'));
  await world.act(subject, 'president', 'submit', { stage: 'announcement', ...shown('announcement') });
  await world.act(subject, 'head', 'file-appeal', { document: D });
  const annulled = { outcome: 'no-fault', ...NOTHING, preparedBy: 'member-3' } as const;
  await world.act(subject, 'president', 'decide-appeal', annulled);
  await world.act(subject, 'president', 'submit', { stage: 'closure', ...shown('closure') });
  await world.atRest();
  expect(await world.isRunning(subject)).toBe(false);
  await keepHistory('inquiry-with-an-appeal.v1', world.handle(subject));
}, 60_000);

it('moves upward in silence, a silent member is replaced, and what is withdrawn ends', async () => {
  const subject = await opened('silent');
  await world.pass('12d');
  await world.act(subject, 'superior', 'decide-launch', LAUNCH);
  await world.act(subject, 'superior', 'form-group', GROUP);
  await world.act(subject, 'member-1', 'declare-conflict', NO_CONFLICT);
  await world.pass('12d');
  await world.act(subject, 'superior', 'appoint-substitute', { member: 'member-3', inPlaceOf: 'member-2' });
  await world.act(subject, 'member-3', 'declare-conflict', NO_CONFLICT);
  await world.act(subject, 'member-1', 'serve', served('notice'));
  await world.act(subject, 'superior', 'end-inquiry', { how: 'withdrawn', reason: D, into: null });
  await world.atRest();
  expect(await world.isRunning(subject)).toBe(false);
  expect((await world.ledger(subject)).at(-1)).toMatchObject({ body: { result: 'waived' } });
  await keepHistory('inquiry-withdrawn.v1', world.handle(subject));
}, 60_000);

it('suspended for a year and resumed keeps its history under 500 events', async () => {
  const subject = await opened('suspended');
  await launch(subject);
  await world.act(subject, 'president', 'suspend', { stage: 'notice', reason: D });
  await world.pass('365d');
  await world.act(subject, 'president', 'resume', { stage: 'notice', reason: null });
  await investigate(subject, 'no-fault');
  await world.act(subject, 'president', 'decide-inquiry', { outcome: 'no-fault', ...NOTHING });
  await world.act(subject, 'member-1', 'serve', served('decision'));
  await world.pass('31d');
  await world.act(subject, 'president', 'submit', { stage: 'closure', ...shown('closure') });
  await world.atRest();
  expect(await world.isRunning(subject)).toBe(false);
  const looks = (await world.story(subject)).filter((step) => step.includes('review-'));
  expect(looks.length).toBeGreaterThanOrEqual(11);
  expect((await world.events(subject)).length).toBeLessThan(500);
}, 60_000);
