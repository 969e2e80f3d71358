import { shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import {
  D,
  HEAD,
  LEAD,
  MEMBER,
  report,
  type Said,
  serve,
  stages,
  submit,
  upTo,
} from '../../../test/support/domain/inquiry-play.js';

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
