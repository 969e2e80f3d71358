import { Organisation } from '../../../libs/domain/organisation/organisation.js';
import { Court } from '../../../test/support/domain/court.js';
import { submissionFaults } from './submission-faults.js';

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
});
