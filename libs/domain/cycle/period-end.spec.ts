import { calendarFrom } from '../calendar/calendar-version.js';
import { DEFAULT_POLICY, type StageDefinition } from '../duty/definition.js';
import { Organisation } from '../organisation/organisation.js';
import { settle } from '../subject/machine.js';
import { newCycle, type CycleBrief, type CycleInput } from './cycle.js';
import { cycleMachine } from './machine.js';
import { previewCycle } from './preview.js';

const calendar = calendarFrom({ id: 'c', version: 1, zone: 'Asia/Shanghai', officialYears: [], days: [] });
const organisation = new Organisation({
  version: 1,
  units: [],
  posts: [],
  bodies: [],
  tenures: [],
  absences: [],
  portfolios: [],
  seats: [],
});
const facts = { organisation, calendar };

const title = { zh: '通报', en: 'Bulletin' };
const stage: StageDefinition = {
  name: 'draft',
  title,
  kind: 'duty',
  parties: { posts: 'office-head' },
  due: { from: 'period-end', offset: { workingDays: 10 } },
  ladder: { unit: 'workingDays', rungs: [{ name: 'overdue', action: 'overdue', offset: 0 }] },
  evidence: [],
  review: null,
};
const brief: CycleBrief = {
  id: 'bulletin',
  unitId: 'court',
  calendarId: 'c',
  dutyId: 'bulletin',
  dutyVersion: 1,
  duty: {
    key: 'bulletin',
    row: 2,
    title,
    basis: { source: title, strength: 'required' },
    procedure: 'bulletin',
    floor: false,
    stages: [stage],
  },
  policy: DEFAULT_POLICY,
  rule: 'FREQ=MONTHLY;INTERVAL=6',
  startDate: '2027-01-01',
  opens: 'period-end',
  adoptionDate: '2027-02-01',
  openedBy: null,
};

/** Plays a cycle from its start to some instant. */
const play = (to: string, inputs: CycleInput[] = []) => {
  const started = settle(cycleMachine, newCycle(brief), [], '2027-02-01T00:00:00.000Z', facts);
  return settle(cycleMachine, started.state, inputs, to, facts);
};
const openNow = (at: string): CycleInput => ({
  id: 'open',
  kind: 'open-now',
  at,
  actor: 'admin',
  citing: 'x',
  period: '2027-03-01',
});

describe('a cycle whose periods open when they are over', () => {
  it('sleeps until the first one is', () => {
    const { state, entries } = play('2027-06-30T15:59:59.999Z');
    expect(entries).toEqual([]);
    expect(cycleMachine.wake(state)).toBe('2027-06-30T16:00:00.000Z');
  });

  it('opens it for the half-year that it is about', () => {
    const { state, entries } = play('2027-06-30T16:00:00.000Z');
    expect(entries.map(({ entry }) => entry.kind)).toEqual(['period-opened']);
    expect(entries[0]?.entry.body).toMatchObject({
      period: { from: '2027-01-01', to: '2027-06-30', end: '2027-06-30T15:59:59.999Z' },
      openings: [{ subject: 'obligation/bulletin.2027-01-01' }],
    });
    expect(cycleMachine.wake(state)).toBe('2027-12-31T16:00:00.000Z');
  });

  it('opens it late after a stop, but not once the next half-year is over too', () => {
    expect(play('2027-12-31T15:59:59.998Z').entries.map(({ entry }) => entry.kind)).toEqual([
      'period-opened',
    ]);
    expect(play('2027-12-31T15:59:59.999Z').entries.map(({ entry }) => entry.kind)).toEqual([
      'period-passed-over',
    ]);
  });

  it('does not open it early by hand', () => {
    const { answers } = play('2027-06-01T00:00:00.000Z', [openNow('2027-06-01T00:00:00.000Z')]);
    expect(answers).toMatchObject([{ accepted: false, refusal: { code: 'period-not-over' } }]);
  });

  it('is previewed by the days on which its periods open', () => {
    const opensOn = (from: string, to: string) =>
      previewCycle(brief, facts, from, to).map(({ period, opensAt, stages }) => [
        period.from,
        opensAt,
        stages[0]?.due,
      ]);
    expect(opensOn('2027-01-01', '2027-06-30')).toEqual([]);
    expect(opensOn('2027-07-01', '2027-07-01')).toEqual([
      ['2027-01-01', '2027-06-30T16:00:00.000Z', '2027-07-14T15:59:59.999Z'],
    ]);
    expect(opensOn('2027-01-01', '2028-12-31').map(([from]) => from)).toEqual([
      '2027-01-01',
      '2027-07-01',
      '2028-01-01',
    ]);
  });
});
