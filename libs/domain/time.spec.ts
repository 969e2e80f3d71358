import { earlier, instantFrom, later, msBetween, plusMs } from './time.js';

describe('an instant', () => {
  it.each([
    ['2026-10-10T18:00:00+08:00', '2026-10-10T10:00:00.000Z'],
    ['2026-10-10T10:00:00Z', '2026-10-10T10:00:00.000Z'],
    ['2026-10-10T10:00:00.123456Z', '2026-10-10T10:00:00.123Z'],
    ['2024-02-29T00:00:00-05:30', '2024-02-29T05:30:00.000Z'],
  ])('written as %s is %s', (text, instant) => {
    expect(instantFrom(text)).toBe(instant);
  });

  it.each([
    '',
    'soon',
    '2026-10-10',
    '2026-10-10T10:00:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-10-10T25:00:00Z',
  ])('is not written as "%s"', (text) => {
    expect(instantFrom(text)).toBeNull();
  });

  it('is moved and measured in milliseconds', () => {
    const ten = '2026-10-10T10:00:00.000Z';
    const eleven = plusMs(ten, 3_600_000);
    expect(eleven).toBe('2026-10-10T11:00:00.000Z');
    expect(msBetween(eleven, ten)).toBe(-3_600_000);
    expect([later(ten, eleven), earlier(ten, eleven)]).toEqual([eleven, ten]);
  });
});
