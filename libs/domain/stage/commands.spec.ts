import { Court } from '../../../test/support/domain/court.js';
import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import {
  briefOf,
  BY_SUPERIOR,
  dutyOf,
  LEADING,
  named,
  stageOf,
} from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const submit: Said = { kind: 'submit', evidence: [] };
const sign: Said = { kind: 'sign' };
const confirm: Said = { kind: 'confirm' };
const waive: Said = { kind: 'waive', reason: 'why' };
const urge: Said = { kind: 'urge', note: null };
const MINUTES_TAKEN = { name: 'minutes', title: { zh: '纪要', en: 'Minutes' } };

const open = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court(), floor = false): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)], { floor })), { court });

describe('signing', () => {
  it('is recorded once, and stops no clock', () => {
    const play = open();
    const before = play.plan();
    expect(play.tell('2026-10-12 10:00', 'o-head-a', sign)).toBeNull();
    expect(play.party()).toMatchObject({
      signedAt: shanghai('2026-10-12 10:00'),
      isReceiptUnconfirmed: false,
    });
    expect(play.plan()).toEqual(before);
    expect(play.tell('2026-10-12 11:00', 'o-head-a', sign)).toBe('already-signed');
  });

  it('is for whoever owes, their substitute, or a clerk', () => {
    expect(open().tell('2026-10-12 10:00', 'o-head-b', sign)).toBe('not-yours');
    expect(open().tell('2026-10-12 10:00', 'o-vice-1', sign)).toBe('not-yours');
    const away = new Court().isAway('o-head-a', 'o-head-b', shanghai('2026-10-12'));
    expect(open({}, away).tell('2026-10-12 10:00', 'o-head-b', sign)).toBeNull();
    expect(open({}, away).tell('2026-10-12 10:00', 'o-head-a', sign)).toBeNull();
    expect(open().tell('2026-10-12 10:00', 'o-clerk', sign, true)).toBeNull();
  });
});

describe('evidence', () => {
  const evidence = (...names: string[]): Said => ({
    kind: 'submit',
    evidence: names.map((requirement) => ({ requirement, document: 'a'.repeat(64) })),
  });

  it('is what was asked for: all of it, and nothing else', () => {
    const asking = () => open({ evidence: [MINUTES_TAKEN] });
    expect(asking().tell('2026-10-12 10:00', 'o-head-a', evidence())).toBe('evidence-missing');
    expect(asking().tell('2026-10-12 10:00', 'o-head-a', evidence('minutes', 'photo'))).toBe(
      'evidence-unknown',
    );
    expect(asking().tell('2026-10-12 10:00', 'o-head-a', evidence('minutes', 'minutes'))).toBeNull();
  });

  it('ends a stage that nobody reviews', () => {
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-head-a', submit)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'fulfilled', clock: null, light: null });
    expect(play.entries.map(({ kind }) => kind).slice(-2)).toEqual(['evidence-submitted', 'stage-closed']);
  });

  it('brings decisions only for posts that there are, at instants to come', () => {
    const deciding = (post: string, due: string): Said => ({
      kind: 'submit',
      evidence: [],
      followUps: [{ document: 'a'.repeat(64), post, due }],
    });
    const tell = (post: string, due: string) =>
      open({ tracksDecisions: true }).tell('2026-10-12 10:00', 'o-head-a', deciding(post, due));
    expect(tell('head-x', endOf('2026-12-01'))).toBe('unknown-post');
    expect(tell('head-b', 'some day')).toBe('date-invalid');
    expect(tell('head-b', '9999-12-31T00:00:00.000Z')).toBe('date-invalid');
    expect(tell('head-b', endOf('2026-10-11'))).toBe('date-in-the-past');
    expect(tell('head-b', endOf('2026-12-01'))).toBeNull();
    const untracked = open().tell('2026-10-12 10:00', 'o-head-a', deciding('head-b', endOf('2026-12-01')));
    expect(untracked).toBe('follow-ups-not-tracked');
  });
});

describe('a deadline generations away', () => {
  it.each(['workingDays', 'calendarDays', 'milliseconds'] as const)('is like any other, in %s', (unit) => {
    const play = open({ due: { at: '2199-12-31' }, review: BY_SUPERIOR, ladder: { ...LEADING, unit } });
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'suspend', reason: 'why' })).toBeNull();
    expect(play.tell('2026-10-13 10:00', 'o-vice-1', { kind: 'resume', reason: null })).toBeNull();
    expect(play.tell('2026-10-13 11:00', 'o-head-a', submit)).toBeNull();
    const giveBack: Said = { kind: 'review', verdict: 'return', reason: 'why' };
    expect(play.tell('2026-10-14 10:00', 'o-vice-1', giveBack)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'open', round: 2 });
  });
});

describe('on behalf', () => {
  it('counts from then, is shown as such, and is confirmed by the principal', () => {
    const play = open({ review: BY_SUPERIOR });
    expect(play.tell('2026-10-12 10:00', 'o-clerk', sign, true)).toBeNull();
    expect(play.tell('2026-10-12 10:01', 'o-clerk', submit, true)).toBeNull();
    expect(play.last('evidence-submitted')).toMatchObject({ actor: 'o-clerk', onBehalfOf: 'head-a' });
    expect(play.party()).toMatchObject({
      isReceiptUnconfirmed: true,
      submission: { by: 'o-clerk', principals: ['o-head-a'], unconfirmed: true },
    });
    expect(play.tell('2026-10-12 11:00', 'o-clerk', confirm)).toBe('not-yours');
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', confirm)).toBe('not-yours');
    expect(play.tell('2026-10-12 11:00', 'o-head-a', confirm)).toBeNull();
    expect(play.entries.slice(-2).map(({ kind }) => kind)).toEqual([
      'receipt-confirmed',
      'submission-confirmed',
    ]);
    expect(play.party()).toMatchObject({ isReceiptUnconfirmed: false, submission: { unconfirmed: false } });
    expect(play.tell('2026-10-12 12:00', 'o-head-a', confirm)).toBe('nothing-to-confirm');
  });

  it('is confirmed also where only the receipt was signed for', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-clerk', sign, true);
    expect(play.tell('2026-10-12 11:00', 'o-head-a', confirm)).toBeNull();
    expect(play.entries.at(-1)?.kind).toBe('receipt-confirmed');
  });

  it('is confirmed also after it was accepted and the stage closed', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-clerk', submit, true);
    expect(play.stage().outcome).not.toBeNull();
    expect(play.tell('2026-10-12 11:00', 'o-head-a', confirm)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'fulfilled', submission: { unconfirmed: false } });
  });

  it('is not confirmed by the clerk who has come to hold the post', () => {
    const play = open(
      { review: BY_SUPERIOR },
      new Court().holds('head-a', 'o-clerk', shanghai('2026-10-13')),
    );
    play.tell('2026-10-12 10:00', 'o-clerk', submit, true);
    expect(play.tell('2026-10-13 10:00', 'o-clerk', confirm)).toBe('same-person');
  });

  it('of several is confirmed by name', () => {
    const court = new Court().holds('head-b', 'o-head-a');
    const play = open({ parties: named('head-a', 'head-b'), review: BY_SUPERIOR }, court);
    play.tell('2026-10-12 10:00', 'o-clerk', { ...submit, party: 'head-a' }, true);
    play.tell('2026-10-12 10:00', 'o-clerk', { ...submit, party: 'head-b' }, true);
    expect(play.tell('2026-10-12 11:00', 'o-head-a', confirm)).toBe('party-required');
    expect(play.tell('2026-10-12 11:00', 'o-head-a', { ...confirm, party: 'head-b' })).toBeNull();
    expect(play.tell('2026-10-12 11:00', 'o-head-a', confirm)).toBeNull();
  });
});

describe('waiving', () => {
  it('ends with a reason what is owed, reviewed or suspended, and tells those whom it concerns', () => {
    const play = open({ review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', submit);
    expect(play.tell('2026-10-12 11:00', 'o-president', waive)).toBeNull();
    expect(play.last('waived').body).toMatchObject({
      parties: ['head-a'],
      told: [
        { officer: 'o-vice-1', as: 'reviewer' },
        { officer: 'o-head-a', as: 'owner' },
      ],
    });
    expect(play.party().status).toBe('waived');
  });

  it('is for a post above, never for one’s own', () => {
    expect(open().tell('2026-10-12 10:00', 'o-head-a', waive)).toBe('same-person');
    expect(open().tell('2026-10-12 10:00', 'o-head-b', waive)).toBe('no-authority');
    expect(
      open({}, new Court().holds('vice-1', 'o-head-a')).tell('2026-10-12 10:00', 'o-head-a', waive),
    ).toBe('same-person');
    expect(open({ parties: named('vice-1', 'head-a') }).tell('2026-10-12 10:00', 'o-vice-1', waive)).toBe(
      'same-person',
    );
  });

  it('of a floor is for the superior unit', () => {
    expect(open({}, new Court(), true).tell('2026-10-12 10:00', 'o-president', waive)).toBe('floor');
    expect(open({}, new Court(), true).tell('2026-10-12 10:00', 'o-superior', waive)).toBeNull();
    // Whoever acts in both units acts as the superior one.
    const both = new Court().holds('superior', 'o-vice-1');
    expect(open({}, both, true).tell('2026-10-12 10:00', 'o-vice-1', waive)).toBeNull();
  });
});

describe('urging', () => {
  it('tells whoever has the move and stops nothing', () => {
    const play = open({ review: BY_SUPERIOR });
    const before = play.plan();
    expect(play.tell('2026-10-12 10:00', 'o-clerk', urge, true)).toBeNull();
    expect(play.last('urged').body.told).toEqual([{ officer: 'o-head-a', post: 'head-a', as: 'owner' }]);
    expect(play.plan()).toEqual(before);
    play.tell('2026-10-12 11:00', 'o-head-a', submit);
    expect(play.tell('2026-10-12 12:00', 'o-president', urge)).toBeNull();
    expect(play.last('urged').body.told).toEqual([{ officer: 'o-vice-1', post: 'vice-1', as: 'reviewer' }]);
  });

  it('is for clerks and for posts above', () => {
    expect(open().tell('2026-10-12 10:00', 'o-head-b', urge)).toBe('no-authority');
    expect(open().tell('2026-10-12 10:00', 'o-head-a', urge)).toBe('same-person');
  });
});

describe('what a command is about', () => {
  it('has to be said where there is a choice', () => {
    const two = open({ parties: named('head-a', 'head-b') });
    expect(two.tell('2026-10-12 10:00', 'o-head-a', submit)).toBe('party-required');
    expect(two.tell('2026-10-12 10:00', 'o-head-a', { ...submit, party: 'head-c' })).toBe('unknown-party');
    expect(two.tell('2026-10-12 10:00', 'o-head-a', { ...submit, stage: 'other', party: 'head-a' })).toBe(
      'unknown-party',
    );
    const stages = dutyOf([stageOf({ name: 'one' }), stageOf({ name: 'two' })]);
    const parallel = new Play(briefOf(stages));
    parallel.step('2026-10-12 09:00', { kind: 'open-stage', stage: 'two' });
    expect(parallel.tell('2026-10-12 10:00', 'o-head-a', submit)).toBe('stage-required');
    expect(parallel.tell('2026-10-12 10:00', 'o-head-a', { ...submit, stage: 'two' })).toBeNull();
    expect(parallel.tell('2026-10-12 11:00', 'o-head-a', submit)).toBeNull();
    expect(parallel.tell('2026-10-12 11:00', 'o-head-b', { ...submit, party: 'head-b' })).toBe(
      'no-open-stage',
    );
  });

  it('is answered by how it ended where it has ended', () => {
    const done = open();
    done.tell('2026-10-12 10:00', 'o-head-a', submit);
    expect(done.tell('2026-10-12 11:00', 'o-head-a', submit)).toBe('already-fulfilled');
    expect(done.tell('2026-10-12 11:00', 'o-head-a', { ...submit, stage: 'report' })).toBe(
      'already-fulfilled',
    );
    const lapsed = open().until('2026-12-01');
    expect(lapsed.tell('2026-12-01 11:00', 'o-head-a', submit)).toBe('already-lapsed');
    const waived = open({ parties: named('head-a', 'head-b') });
    waived.tell('2026-10-12 10:00', 'o-vice-1', { ...waive, parties: ['head-a'] });
    for (const command of [submit, sign, urge] as Said[]) {
      expect(waived.tell('2026-10-12 11:00', 'o-clerk', { ...command, party: 'head-a' } as Said, true)).toBe(
        'already-waived',
      );
    }
    waived.tell('2026-10-12 11:00', 'o-vice-1', waive);
    expect(waived.tell('2026-10-12 12:00', 'o-vice-1', waive)).toBe('stage-closed');
  });

  it('is told that nothing was handed in, or that it is under review', () => {
    const play = open({ review: BY_SUPERIOR });
    expect(
      play.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'review', verdict: 'accept', reason: null }),
    ).toBe('nothing-submitted');
    play.tell('2026-10-12 10:00', 'o-head-a', submit);
    expect(play.tell('2026-10-12 11:00', 'o-head-a', submit)).toBe('in-review');
    const until = endOf('2026-10-30');
    expect(
      play.tell('2026-10-12 11:00', 'o-head-a', { kind: 'request-extension', until, reason: 'why' }),
    ).toBe('in-review');
  });

  it('leaves no trace when it is refused', () => {
    const play = open();
    const before = play.entries.length;
    const state = play.state;
    play.tell('2026-10-12 10:00', 'o-head-b', submit);
    expect(play.entries).toHaveLength(before);
    expect(play.state).toEqual(state);
  });
});
