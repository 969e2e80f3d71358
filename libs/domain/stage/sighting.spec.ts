import { Court } from '../../../test/support/domain/court.js';
import { shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, stageOf, WINDOW } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';
import { unsightedOf } from './sighting.js';
import type { Submission } from './state.js';

const titled = (name: string) => ({ name, title: { zh: name, en: name } });
const EVIDENCE = [titled('file'), titled('photo')];

/** The file is kept by the head of department b; the photo is there to be looked at. */
const refer = (...requirements: string[]): Said => ({
  kind: 'submit',
  evidence: EVIDENCE.map(({ name }) =>
    requirements.includes(name)
      ? {
          requirement: name,
          reference: { place: 'where-it-is', custodianPost: 'head-b', sightedBy: 'judge-b1' },
        }
      : { requirement: name, document: 'what' },
  ),
});
const sight: Said = { kind: 'sight' };
const accept: Said = { kind: 'review', verdict: 'accept', reason: null };

const play = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court()): Play =>
  new Play(briefOf(dutyOf([stageOf({ evidence: EVIDENCE, ...changes })])), { court });

const referred = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court()): Play => {
  const begun = play(changes, court);
  expect(begun.tell('2026-10-12 10:00', 'o-head-a', refer('file'))).toBeNull();
  return begun;
};

const unsighted = (of: Play): string[] => unsightedOf(of.party().submission as Submission);

describe('evidence by reference under review', () => {
  it('is not accepted before another person has seen it', () => {
    const under = referred({ review: BY_SUPERIOR });
    expect(unsighted(under)).toEqual(['file']);
    expect(under.tell('2026-10-13 10:00', 'o-vice-1', accept)).toBe('unsighted');
    expect(under.tell('2026-10-13 11:00', 'o-judge-b1', sight)).toBeNull();
    expect(under.last('evidence-sighted')).toMatchObject({
      actor: 'o-judge-b1',
      body: { requirements: ['file'], to: null },
    });
    expect(under.party()).toMatchObject({ status: 'in-review', clock: { of: 'review' } });
    expect(unsighted(under)).toEqual([]);
    expect(under.tell('2026-10-13 12:00', 'o-vice-1', accept)).toBeNull();
    expect(under.party().status).toBe('fulfilled');
  });

  it('may be seen by the reviewer, and may be returned unseen', () => {
    const seen = referred({ review: BY_SUPERIOR });
    expect(seen.tell('2026-10-13 10:00', 'o-vice-1', sight)).toBeNull();
    expect(seen.tell('2026-10-13 10:01', 'o-vice-1', accept)).toBeNull();
    const unseen = referred({ review: BY_SUPERIOR });
    expect(
      unseen.tell('2026-10-13 10:00', 'o-vice-1', { ...accept, verdict: 'return', reason: 'why' }),
    ).toBeNull();
    expect(unseen.tell('2026-10-13 11:00', 'o-head-b', sight)).toBe('nothing-submitted');
    expect(unseen.tell('2026-10-14 10:00', 'o-head-a', refer('file'))).toBeNull();
    expect(unsighted(unseen)).toEqual(['file']);
  });

  it('tells whoever is asked to look at it', () => {
    expect(referred({ review: BY_SUPERIOR }).last('evidence-submitted').body.told).toEqual([
      { officer: 'o-vice-1', post: 'vice-1', as: 'reviewer' },
      { officer: 'o-judge-b1', post: 'judge-b1', as: 'witness' },
    ]);
  });
});

describe('where nobody reviews', () => {
  it('the clock runs on until it has been seen, and then it counts from when it was handed in', () => {
    const waiting = referred();
    expect(waiting.party()).toMatchObject({ status: 'open', light: 'blue', clock: { of: 'owner' } });
    expect(waiting.tell('2026-10-26 10:00', 'o-head-b', sight)).toBeNull();
    expect(waiting.party()).toMatchObject({
      status: 'fulfilled',
      clock: null,
      submission: { at: shanghai('2026-10-12 10:00'), late: false, whenSighted: 'fulfilled' },
    });
    expect(waiting.firings()).toContain('2026-10-22 23:59 overdue -> o-head-a');
  });

  it('the last of what has to be seen decides', () => {
    const waiting = play();
    expect(waiting.tell('2026-10-12 10:00', 'o-head-a', refer('file', 'photo'))).toBeNull();
    expect(
      waiting.tell('2026-10-12 11:00', 'o-head-b', { kind: 'sight', requirements: ['photo'] }),
    ).toBeNull();
    expect(waiting.party().status).toBe('open');
    expect(waiting.tell('2026-10-12 11:00', 'o-head-b', { kind: 'sight', requirements: ['photo'] })).toBe(
      'nothing-to-sight',
    );
    expect(waiting.tell('2026-10-12 12:00', 'o-judge-b1', sight)).toBeNull();
    expect(waiting.party().status).toBe('fulfilled');
    expect(waiting.tell('2026-10-12 13:00', 'o-head-b', sight)).toBe('already-fulfilled');
  });

  it('it lapses like everything else when nobody comes to look', () => {
    expect(referred().until('2026-12-01').party()).toMatchObject({ status: 'lapsed', clock: null });
  });

  it('an order to rectify asks for it once more', () => {
    const waiting = referred();
    const until = shanghai('2026-10-30 12:00');
    expect(
      waiting
        .until('2026-10-23')
        .tell('2026-10-23 10:00', 'o-vice-1', { kind: 'rectify', until, reason: 'why' }),
    ).toBeNull();
    expect(waiting.tell('2026-10-23 11:00', 'o-head-b', sight)).toBe('nothing-submitted');
  });

  it('a right is used by whatever was handed in', () => {
    expect(referred({ kind: 'right', ladder: WINDOW }).party().status).toBe('fulfilled');
  });
});

describe('a sighting', () => {
  it('is by another person, compared as people', () => {
    expect(referred().tell('2026-10-12 11:00', 'o-head-a', sight)).toBe('same-person');
    const byClerk = play();
    expect(byClerk.tell('2026-10-12 10:00', 'o-judge-c', refer('file'), true)).toBeNull();
    expect(byClerk.tell('2026-10-12 11:00', 'o-judge-c', sight, true)).toBe('same-person');
    expect(byClerk.tell('2026-10-12 11:00', 'o-head-a', sight)).toBe('same-person');
    // Whoever owes keeps it too: two posts, one person.
    const one = new Court().holds('head-b', 'o-head-a');
    expect(referred({}, one).tell('2026-10-12 11:00', 'o-head-a', sight)).toBe('same-person');
  });

  it('is by somebody whose word counts', () => {
    expect(referred().tell('2026-10-12 11:00', 'o-head-c', sight)).toBe('no-authority');
    expect(referred().tell('2026-10-12 11:00', 'o-head-c', sight, true)).toBeNull();
    expect(referred().tell('2026-10-12 11:00', 'o-vice-1', sight)).toBeNull();
    expect(referred().tell('2026-10-12 11:00', 'o-superior', sight)).toBeNull();
  });

  it('concerns what was given by reference', () => {
    expect(play().tell('2026-10-12 11:00', 'o-head-b', sight)).toBe('nothing-submitted');
    const shown = play({ review: BY_SUPERIOR });
    expect(shown.tell('2026-10-12 10:00', 'o-head-a', refer())).toBeNull();
    expect(shown.tell('2026-10-12 11:00', 'o-vice-1', sight)).toBe('nothing-to-sight');
  });
});
