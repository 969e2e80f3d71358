import {
  attest,
  D,
  form,
  HEAD,
  LEAD,
  MEMBER,
  PRINCIPAL,
  type Said,
  serve,
  stages,
  submit,
  upTo,
} from '../../../test/support/domain/inquiry-play.js';

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
