import { Organisation } from '../../../libs/domain/organisation/organisation.js';
import { Court } from '../../../test/support/domain/court.js';
import { requireTracking, submissionFaults } from './submission-faults.js';

const followUp = (post: string) => ({ text: 'Mend the roof', post, dueAt: '2027-03-31' });

describe('the decisions of a submission', () => {
  it('are for posts that there are, and have not been ended', () => {
    const rows = new Court().rows();
    const posts = rows.posts.map((post) =>
      post.id === 'head-b' ? { ...post, endedAt: '2026-01-01T00:00:00.000Z' } : post,
    );
    const organisation = new Organisation({ ...rows, posts });
    const request = { items: [], followUps: ['head-a', 'head-b', 'nobody'].map(followUp) };
    expect(submissionFaults(request, new Set(), { organisation, at: '2026-02-01T00:00:00.000Z' })).toEqual([
      { pointer: '/followUps/1/post', detail: 'there is no such post' },
      { pointer: '/followUps/2/post', detail: 'there is no such post' },
    ]);
  });

  it.each([
    ['topic-study', 'minutes', undefined, true],
    ['topic-study', 'confirmation', 'minutes', true],
    ['topic-study', 'agenda', undefined, false],
    ['topic-study', 'minutes', 'agenda', false],
    ['bulletin', 'draft', undefined, false],
    ['duty', 'minutes', undefined, false],
  ] as const)(
    'in a %s whose stage %s is open, meant for %s: tracked %s',
    (procedure, stage, meant, isTracked) => {
      const request = { items: [], followUps: [followUp('head-a')], ...(meant ? { stage: meant } : {}) };
      const require = () => requireTracking({ procedure, stage }, request);
      if (isTracked) expect(require).not.toThrow();
      else expect(require).toThrow(expect.objectContaining({ status: 409, code: 'follow-ups-not-tracked' }));
      expect(() => requireTracking({ procedure, stage }, { items: [], followUps: [] })).not.toThrow();
    },
  );
});
