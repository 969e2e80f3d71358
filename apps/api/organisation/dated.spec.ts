import { beginning, changedFrom } from './dated.js';

const [MAY, JUNE, JULY, AUGUST] = ['05', '06', '07', '08'].map(
  (month) => `2027-${month}-01T00:00:00.000Z`,
) as [string, string, string, string];

describe('a change of what changes on dates', () => {
  const standing = { id: 'office', from: MAY, title: { zh: '办', en: 'Office' }, parentId: 'court' };
  const renamed = { title: { zh: '室', en: 'Bureau' } };

  it('begins now, or later; never before', () => {
    expect(beginning(undefined, JUNE)).toBe(JUNE);
    expect(beginning(JULY, JUNE)).toBe(JULY);
    expect(() => beginning(MAY, JUNE)).toThrow(expect.objectContaining({ code: 'already-past' }));
  });

  it('is one more row, from when it begins', () => {
    expect(changedFrom(standing, [], renamed, JUNE)).toEqual([{ ...standing, ...renamed, from: JUNE }]);
  });

  it('goes on in what is planned, but for what the plan changes itself', () => {
    const moves = { ...standing, from: JULY, parentId: 'other' };
    const isCalled = { ...moves, from: AUGUST, title: { zh: '处', en: 'Division' } };
    expect(changedFrom(standing, [moves, isCalled], renamed, JUNE)).toEqual([
      { ...standing, ...renamed, from: JUNE },
      { ...moves, ...renamed },
    ]);
    expect(changedFrom(standing, [moves], { parentId: 'third' }, JUNE)).toEqual([
      { ...standing, parentId: 'third', from: JUNE },
    ]);
  });

  it('takes the place of what was planned from the same instant', () => {
    const planned = { ...standing, from: JULY, title: { zh: '错', en: 'Wrong' } };
    expect(changedFrom(standing, [planned], renamed, JULY)).toEqual([
      { ...standing, ...renamed, from: JULY },
    ]);
  });
});
