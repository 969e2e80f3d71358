import { Court } from './court.js';
import { briefOf } from './duties.js';
import { INQUIRING, LAPSED } from './inquiries.js';
import type { SaidOfInquiry } from './play.js';
import { ScriptPlay } from './script-play.js';
import type { LaunchFile } from '../../../libs/domain/inquiry/inquiry.js';
import { inquiry } from '../../../workflows/procedures/inquiry.js';

export type Said = SaidOfInquiry;
export type SaidOf<K extends Said['kind']> = Extract<Said, { kind: K }>;

export const PRINCIPAL = 'o-president';
export const HEAD = 'o-head-a';
export const [LEAD, MEMBER] = ['o-head-c', 'o-judge-b1'];
export const person = (id: string) => ({ kind: 'person', id }) as const;
export const D = 'd'.repeat(64);

export const launch: SaidOf<'decide-launch'> = {
  kind: 'decide-launch',
  outcome: 'launch',
  reasons: D,
  respondents: [person(HEAD)],
};
export const form: SaidOf<'form-group'> = {
  kind: 'form-group',
  members: [
    { officer: LEAD, isLead: true },
    { officer: MEMBER, isLead: false },
  ],
};
export const attest: SaidOf<'declare-conflict'> = {
  kind: 'declare-conflict',
  hasConflict: false,
  reason: null,
};
export const serve = (what: SaidOf<'serve'>['what'], respondent = HEAD): Said => ({
  kind: 'serve',
  what,
  respondent,
  document: D,
});
export const report: SaidOf<'draft-report'> = {
  kind: 'draft-report',
  document: D,
  findings: [{ respondent: HEAD, responsibility: 'main', document: D, shownBy: ['obligation/study#4'] }],
  outcome: 'measures',
  measures: ['circular'],
};
export const votes = {
  present: ['president', 'vice-1', 'vice-2'],
  recused: [],
  inFavour: 3,
  against: 0,
  abstained: 0,
};
export const circular = { measure: 'circular', respondent: HEAD, effectiveUntil: null, rule: D };
export const decide: SaidOf<'decide-inquiry'> = {
  kind: 'decide-inquiry',
  outcome: 'measures',
  reasons: D,
  exemption: null,
  measures: [circular],
  votes,
  followUps: [],
};
export const noFault: SaidOf<'decide-inquiry'> = { ...decide, outcome: 'no-fault', measures: [] };
export const submit = (stage: string) => ({ kind: 'submit', stage, evidence: [] }) as const;

/** Days one after the other, each at nine. */
function* days(): Generator<string> {
  for (let day = 12; ; day += 1) yield `2026-10-${day} 09:00`;
}

export const opened = (file: LaunchFile = LAPSED, court = new Court()): Promise<ScriptPlay> =>
  ScriptPlay.of(briefOf(INQUIRING, { id: 'inq', unitId: 'court', launch: file }), inquiry, { court });

/** Everything up to a step, each taken by whoever has it; answers the play with the next day. */
export async function upTo(
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

export const stages = ({ play }: ScriptPlay): string[] =>
  play.state.stages.filter(({ outcome }) => outcome === null).map(({ definition }) => definition.name);
