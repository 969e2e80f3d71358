import type { DigestItem } from './digest.js';
import { headlineOf } from './headlines.js';
import { messageIdOf } from './message-id.js';
import { renderDigest } from './render-digest.js';

const item: DigestItem = {
  kind: 'rung-fired',
  action: 'overdue',
  obligationId: 'study.2027-01-01',
  obligation: { zh: '专题研究', en: 'Topic study' },
  stage: { zh: '会议', en: 'Meeting' },
  party: { zh: '党组', en: 'Leading group' },
  at: '2027-06-30T16:00:00.000Z',
  due: '2027-06-30T15:59:59.999Z',
};
const zone = 'Asia/Shanghai';

describe('a digest', () => {
  it('says in both languages what happened, to what, whose it is and since when, in the zone of the unit', () => {
    const { subject, text } = renderDigest({ items: [item], zone });
    expect(subject).toBe('[履责 Luze] 已逾期 Overdue：专题研究 Topic study');
    expect(text).toContain('1. 已逾期 Overdue：专题研究 Topic study');
    expect(text).toContain('环节 Stage: 会议 Meeting');
    expect(text).toContain('责任人 Owed by: 党组 Leading group');
    expect(text).toContain('截止 Due: 2027-06-30 23:59 (Asia/Shanghai)');
    expect(text).toContain('时间 At: 2027-07-01 00:00 (Asia/Shanghai)');
  });

  it('counts its notices, and leaves out what a notice does not have', () => {
    const bare: DigestItem = { ...item, kind: 'waived', action: null, stage: null, party: null, due: null };
    const { subject, text } = renderDigest({ items: [item, bare], zone });
    expect(subject).toContain('2 notices');
    expect(text.split('2. ')[1]).not.toMatch(/Stage|Owed by|Due/);
  });

  it('lets a title be neither markup nor a line of its own', () => {
    const title = { zh: '<img src=x onerror="a&b">\r\nBcc: all@example.org', en: "it's" };
    const { subject, text, html } = renderDigest({ items: [{ ...item, obligation: title }], zone });
    expect(html).toContain('&lt;img src=x onerror=&quot;a&amp;b&quot;&gt; Bcc: all@example.org it&#39;s');
    expect(html).not.toContain('<img');
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/^\s*Bcc/m);
  });
});

it('has a headline for each kind of notice and each rung', () => {
  expect(headlineOf({ kind: 'rung-fired', action: 'launch' }).zh).toBe('问责启动审批');
  expect(headlineOf({ kind: 'urged', action: null }).zh).toBe('催办');
});

describe('the Message-ID', () => {
  it('follows from the notifications, whatever their order', () => {
    expect(messageIdOf(['a', 'b'])).toBe(messageIdOf(['b', 'a']));
    expect(messageIdOf(['a', 'b'])).not.toBe(messageIdOf(['a']));
    expect(messageIdOf(['a'])).toMatch(/^<[0-9a-f]{40}@digest\.luze>$/);
  });
});
