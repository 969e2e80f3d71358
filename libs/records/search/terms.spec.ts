import { searchFor, termsOf, textsIn } from './terms.js';

describe('the terms of a text', () => {
  it.each([
    ['obligation/topic-study.court.2027-01-01', ['obligation', 'topic', 'study', 'court', '2027', '01']],
    ['Li-Na ＡＢＣ', ['li', 'na', 'abc']],
    ['专题学习', ['专', '题', '学', '习', '专题', '题学', '学习']],
    ['第3期 Report报告', ['第', '3', '期', 'report', '报', '告', '报告']],
    ['— ... 。', []],
    ["it's", ['it', 's']],
  ])('%s', (text, terms) => expect(termsOf([text])).toEqual(terms));

  it('are found at any depth of a body, its field names are not', () => {
    const body = { stage: 'minutes', told: [{ post: 'head', as: 'owner' }], n: 3, none: null };
    expect([...textsIn(body)]).toEqual(['minutes', 'head', 'owner']);
  });
});

describe('what is searched for', () => {
  it.each([
    ['topic stu', `'topic':* & 'stu':*`],
    ['题学习', `'题学' & '学习'`],
    ['题', `'题'`],
    [`') | 'x`, `'x':*`],
    ['topic 学习', `'topic':* & '学习'`],
  ])('%s', (text, query) => expect(searchFor(text)).toBe(query));

  it('is nothing in what has neither a letter nor a digit', () => {
    expect(searchFor(' -*- 。')).toBeUndefined();
  });
});
