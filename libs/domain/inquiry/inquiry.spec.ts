import { shanghai } from '../../../test/support/domain/calendars.js';
import { INQUIRING, LAPSED } from '../../../test/support/domain/inquiries.js';
import {
  attest,
  D,
  form,
  launch,
  LEAD,
  MEMBER,
  opened,
  PRINCIPAL,
  type Said,
  serve,
  stages,
  submit,
  upTo,
} from '../../../test/support/domain/inquiry-play.js';
import { validateDuty } from '../duty/validate.js';

it('is a sound duty; its rules and parts are for inquiries alone', () => {
  expect(validateDuty(INQUIRING)).toEqual([]);
  const { inquiry: _, ...without } = INQUIRING;
  expect(validateDuty(without)).toMatchObject([{ pointer: '/inquiry' }]);
  expect(validateDuty({ ...INQUIRING, procedure: 'duty' }).map(({ pointer }) => pointer)).toContain(
    '/inquiry',
  );
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
