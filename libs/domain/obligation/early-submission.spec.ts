import { briefOf, BY_SUPERIOR, dutyOf, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const NOTES = { name: 'notes', title: { zh: '纪要', en: 'Notes' } };
const DOCUMENT = 'a'.repeat(64);
const submit = (stage: string, more: object = {}): Said => ({
  kind: 'submit',
  stage,
  party: 'head-a',
  evidence: [{ requirement: 'notes', document: DOCUMENT }],
  ...more,
});
const early = { keepUntilOpen: true } as const;
const play = () =>
  new Play(
    briefOf(
      dutyOf([
        stageOf({ name: 'one', evidence: [NOTES] }),
        stageOf({ name: 'two', evidence: [NOTES], review: BY_SUPERIOR }),
      ]),
    ),
  );

describe('what is handed in before its stage has opened', () => {
  it('is refused unless it is meant to wait', () => {
    expect(play().tell('2026-10-12 10:00', 'o-head-a', submit('two'))).toBe('unknown-party');
    expect(play().tell('2026-10-12 10:00', 'o-head-a', submit('three', early))).toBe('unknown-party');
  });

  it('waits, and is handed in as the stage opens by whoever gave it', () => {
    const played = play();
    expect(played.tell('2026-10-12 10:00', 'o-clerk', submit('two', early), true)).toBeNull();
    expect(played.last('submission-kept')).toMatchObject({ actor: 'o-clerk', body: { stage: 'two' } });
    expect(played.stage('one').outcome).toBeNull();
    played.tell('2026-10-13 10:00', 'o-head-a', submit('one'));
    played.step('2026-10-13 10:01', { kind: 'open-stage', stage: 'two' });
    expect(played.last('evidence-submitted')).toMatchObject({
      actor: 'o-clerk',
      onBehalfOf: 'head-a',
      body: { stage: 'two', to: 'in-review', evidence: [{ document: DOCUMENT }] },
    });
    expect(played.state.early).toEqual([]);
  });

  it('is handed in at once where the stage has opened', () => {
    const played = play();
    expect(played.tell('2026-10-12 10:00', 'o-head-a', submit('one', early))).toBeNull();
    expect(played.of('submission-kept')).toEqual([]);
    expect(played.stage('one').outcome).toMatchObject({ fulfilled: 1 });
  });

  it('says on the record why it could not be handed in, and the stage goes on', () => {
    const played = play();
    const twice = [submit('two', { ...early, evidence: [] }), submit('two', early)];
    for (const said of twice) expect(played.tell('2026-10-12 10:00', 'o-head-a', said)).toBeNull();
    played.tell('2026-10-12 10:01', 'o-head-a', submit('two', early));
    played.tell('2026-10-13 10:00', 'o-head-a', submit('one'));
    played.step('2026-10-13 10:01', { kind: 'open-stage', stage: 'two' });
    expect(played.of('kept-submission-refused').map(({ body }) => body.code)).toEqual([
      'evidence-missing',
      'in-review',
    ]);
    expect(played.stage('two').parties.get('head-a')?.status).toBe('in-review');
  });
});
