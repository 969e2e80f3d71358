import { china, shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { dutyOf, stageOf } from '../../../test/support/domain/duties.js';
import { DEFAULT_POLICY } from '../duty/definition.js';
import { settle } from '../subject/machine.js';
import { plusMs } from '../time.js';
import {
  newChange,
  type ChangeBrief,
  type ChangeEntry,
  type ChangeFacts,
  type ChangeState,
} from './change.js';
import { changeMachine } from './machine.js';
import { approverOf, loosensFloor } from './proposal.js';

const BRIEF: ChangeBrief = {
  id: 'cycle.monthly.1',
  n: 1,
  target: { kind: 'cycle', id: 'monthly' },
  unitId: 'court',
  calendarId: 'cn',
  title: { zh: '题', en: 'title' },
  from: '2027-07-01',
  terms: { rule: 'FREQ=MONTHLY;INTERVAL=3' },
  inFlight: 'untouched',
  touchesFloor: false,
  approver: 'president',
  policy: DEFAULT_POLICY,
  reason: 'why',
  proposedBy: 'o-admin',
};
const OPEN = [{ subject: 'obligation/monthly.2027-06-01', stage: 'main', party: 'head-a' }];

/** A change played in memory. */
class ChangePlay {
  state: ChangeState;
  readonly entries: ChangeEntry[] = [];
  private readonly organisation = new Court().organisation();

  constructor(changes: Partial<ChangeBrief> = {}, at = '2027-06-07 09:00') {
    this.state = newChange({ ...BRIEF, ...changes });
    this.settle(shanghai(at));
  }

  until(at: string): this {
    for (let wake = changeMachine.wake(this.state); wake !== null && wake <= shanghai(at);) {
      this.settle(wake);
      wake = changeMachine.wake(this.state);
    }
    return this;
  }

  decide(at: string, actor: string, approve = true, asAdministrator = false): string | null {
    const input = {
      id: `${at}`,
      at: shanghai(at),
      kind: 'decide-change',
      actor,
      approve,
      asAdministrator,
    } as const;
    this.until(at);
    return this.settle(plusMs(input.at, 1), { ...input, reason: 'r' });
  }

  kinds(): string[] {
    return this.entries.map(({ kind, rungKey }) => rungKey ?? kind);
  }

  private settle(now: string, ...inputs: Parameters<typeof changeMachine.decide>[1][]): string | null {
    const facts: ChangeFacts = {
      organisation: this.organisation,
      calendar: china,
      outages: [],
      cycles: ['monthly', 'other'],
      inFlight: OPEN,
      dutyVersion: null,
    };
    const { state, entries, answers } = settle(changeMachine, this.state, inputs, now, facts);
    this.state = state;
    this.entries.push(...entries.map(({ entry }) => entry));
    const [answer] = answers;
    return answer === undefined || answer.accepted ? null : answer.refusal.code;
  }
}

const sent = (play: ChangePlay) =>
  play.entries.flatMap((entry) => (entry.kind === 'change-approved' ? entry.body.openings : []));

describe('a change', () => {
  it('waits for the first responsible person, and is taken to the cycles once they approve it', () => {
    const play = new ChangePlay();
    expect(play.kinds()).toEqual(['change-proposed', 'stage-opened']);
    expect(play.decide('2027-06-08 09:00', 'o-president')).toBeNull();
    expect(play.kinds().slice(2)).toEqual(['change-approved', 'evidence-submitted', 'stage-closed']);
    expect(play.state).toMatchObject({ status: 'approved', decidedBy: 'o-president', reason: 'r' });
    expect(changeMachine.wake(play.state)).toBeNull();
    const change = { change: BRIEF.id, from: '2027-07-01', terms: BRIEF.terms };
    const message = { kind: 'adopt-change', id: `adopt-change/${BRIEF.id}`, actor: 'o-president', change };
    expect(sent(play)).toEqual([
      {
        subject: `dispatch/change.${BRIEF.id}`,
        brief: {
          id: `change.${BRIEF.id}`,
          notBefore: null,
          send: [
            { subject: 'cycle/monthly', message },
            { subject: 'cycle/other', message },
          ],
        },
      },
    ]);
    expect(play.decide('2027-06-08 10:00', 'o-president')).toBe('already-decided');
  });

  it('is approved by another person than the one who proposed it, whatever posts and roles they have', () => {
    const own = new ChangePlay({ proposedBy: 'o-president' });
    expect(own.decide('2027-06-08 09:00', 'o-president')).toBe('same-person');
    expect(own.decide('2027-06-08 09:00', 'o-president', true, true)).toBe('same-person');
    expect(own.decide('2027-06-08 09:00', 'o-head-a')).toBe('no-authority');
    expect(own.decide('2027-06-08 09:00', 'o-other-admin', true, true)).toBeNull();
  });

  it('may be decided by whoever stands above, and rejected with a reason: then nothing changes', () => {
    const play = new ChangePlay();
    expect(play.decide('2027-06-08 09:00', 'o-superior', false)).toBeNull();
    expect(play.state).toMatchObject({ status: 'rejected', decidedBy: 'o-superior', reason: 'r' });
    expect(sent(play)).toEqual([]);
  });

  it('that touches a floor is approved by the superior unit alone, and rejected by whoever is asked', () => {
    const floor = { touchesFloor: true, approver: 'superior' };
    const play = new ChangePlay(floor);
    expect(play.decide('2027-06-08 09:00', 'o-president', true, true)).toBe('floor');
    expect(play.decide('2027-06-08 10:00', 'o-superior')).toBeNull();
  });

  it('on which nobody decides lapses after everybody above has heard, and changes nothing', () => {
    const play = new ChangePlay().until('2027-07-30');
    expect(play.kinds().slice(2)).toEqual([
      ...['remind', 'overdue', 'escalate-1', 'lapse'].map((rung) => `approval/president/1/${rung}`),
      'stage-closed',
      'change-lapsed',
    ]);
    expect(play.state).toMatchObject({ status: 'lapsed', decidedBy: null });
    expect(play.decide('2027-08-02 09:00', 'o-president')).toBe('already-decided');
  });

  it('touches what is open only where it says how, by the hand of whoever approved', () => {
    const actor = { officer: 'o-president', asClerk: false };
    const messagesOf = (inFlight: ChangeBrief['inFlight']) => {
      const play = new ChangePlay({ inFlight });
      play.decide('2027-06-08 09:00', 'o-president');
      const [{ brief }] = sent(play) as [ReturnType<typeof sent>[number]];
      return 'send' in brief ? brief.send.slice(2) : [];
    };
    expect(messagesOf('untouched')).toEqual([]);
    expect(messagesOf('waive')).toEqual([
      {
        subject: OPEN[0]?.subject,
        message: { kind: 'waive', actor, stage: 'main', parties: ['head-a'], reason: 'why' },
      },
    ]);
    const until = shanghai('2027-07-31 23:59:59.999');
    expect(messagesOf({ extendTo: '2027-07-31' })).toMatchObject([
      { message: { kind: 'extend', actor, stage: 'main', party: 'head-a', until, reason: 'why' } },
    ]);
  });
});

describe('a proposal', () => {
  const at = shanghai('2027-06-07');

  it('is put before the chair of the leading group, and a floor before the first post above the unit', () => {
    const organisation = new Court().organisation();
    expect(approverOf(organisation, 'dept-a', false, at)).toBe('president');
    expect(approverOf(organisation, 'court', true, at)).toBe('superior');
  });

  it('loosens a floor where what is owed is not the same, and not by another name', () => {
    const floor = dutyOf([stageOf()], { floor: true });
    expect(loosensFloor(floor, { ...floor, title: { zh: '新', en: 'new' } })).toBe(false);
    expect(loosensFloor(floor, { ...floor, floor: false })).toBe(true);
    const later = stageOf({ due: { from: 'period-end', offset: { workingDays: 9 } } });
    expect(loosensFloor(floor, { ...floor, stages: [later] })).toBe(true);
    expect(loosensFloor({ ...floor, floor: false }, { ...floor, stages: [] })).toBe(false);
  });
});
