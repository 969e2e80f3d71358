import { shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, dutyOf, LEADING, stageOf } from '../../../test/support/domain/duties.js';
import { INQUIRING, LAPSED } from '../../../test/support/domain/inquiries.js';
import { HEAD, launch, opened, person, PRINCIPAL } from '../../../test/support/domain/inquiry-play.js';
import { Play } from '../../../test/support/domain/play.js';

describe('the launch file', () => {
  const lapsing = () => {
    const playing = new Play(briefOf(dutyOf([stageOf({ ladder: LEADING })]), { id: 'study' }));
    playing.inquiryDuty = { id: 'court.inquiry', version: 3, definition: INQUIRING };
    return playing;
  };

  it('of an exhausted ladder begins one inquiry, of facts that name no fault', () => {
    const playing = lapsing().until('2026-12-31');
    const [opening] = playing.of('launch-file-opened');
    expect(playing.of('launch-file-opened')).toHaveLength(1);
    expect(opening?.body.openings).toMatchObject([
      {
        subject: 'obligation/study.inquiry.report.1.head-a',
        brief: {
          duty: { key: 'inquiry' },
          dutyVersion: 3,
          parentId: 'study',
          launch: { answering: 'head-a', holdings: [{ officerId: HEAD }], reportedBy: null },
        },
      },
    ]);
  });

  it('that a superior sends what is overdue to was brought by them; without rules of inquiries it stands alone', () => {
    const sent = lapsing();
    const send = { kind: 'send-to-launch', reason: 'why' } as const;
    expect(sent.tell('2026-10-23 09:00', 'o-vice-1', send)).toBeNull();
    expect(sent.last('launch-file-opened').body.openings).toMatchObject([
      { brief: { launch: { reportedBy: 'o-vice-1' } } },
    ]);
    const alone = lapsing();
    alone.inquiryDuty = undefined;
    expect(alone.until('2026-12-31').of('launch-file-opened')).toEqual([]);
  });

  it('is decided on with reasons by the principal, and by nobody whom it concerns', async () => {
    const playing = await opened();
    const at = '2026-10-12 09:00';
    expect(await playing.tell(at, 'o-vice-2', launch)).toBe('no-authority');
    expect(await playing.tell(at, PRINCIPAL, { ...launch, respondents: [] })).toBe('respondent-required');
    expect(await playing.tell(at, PRINCIPAL, { ...launch, respondents: [person('o-judge-a1')] })).toBe(
      'not-a-respondent',
    );
    expect(await playing.tell(at, PRINCIPAL, { ...launch, respondents: [person(PRINCIPAL)] })).toBe(
      'same-person',
    );
    playing.play.rulesInForce = false;
    expect(await playing.tell(at, PRINCIPAL, launch)).toBe('no-rules');
    expect(await playing.tell(at, PRINCIPAL, { ...launch, outcome: 'none', respondents: [] })).toBeNull();
    expect(playing.play.state).toMatchObject({
      result: 'fulfilled',
      inquiry: { launch: { outcome: 'none' } },
    });
    expect(await playing.tell(at, PRINCIPAL, launch)).toBe('obligation-closed');
  });

  it('moves upward in silence, and is never decided by it', async () => {
    const playing = await (await opened()).until('2026-11-30 09:00');
    const asked = playing.play.state.stages.map(({ parties }) => [...parties.keys()][0]);
    expect(asked.slice(0, 2)).toEqual(['president', 'superior']);
    expect(new Set(asked.slice(1))).toEqual(new Set(['superior']));
    expect(playing.play.state.inquiry).toBeUndefined();
    expect(await playing.tell('2026-11-30 10:00', 'o-superior', launch)).toBeNull();
    expect(playing.play.state.inquiry?.launch).toMatchObject({ post: 'superior' });
  });

  it('about the principal goes to the post above at once', async () => {
    const held = [{ officerId: PRINCIPAL, from: shanghai('2026-01-01'), to: null }];
    const playing = await opened({ ...LAPSED, answering: 'president', holdings: held });
    expect(Object.keys(Object.fromEntries(playing.play.stage().parties))).toEqual(['superior']);
    expect(await playing.tell('2026-10-12 09:00', PRINCIPAL, launch)).toBe('no-authority');
  });
});
