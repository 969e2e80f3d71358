import type { EntityManager } from 'typeorm';
import type { Instant } from '../../libs/domain/time.js';
import { ORGANISATION, type Change } from '../../libs/records/configuration/changes.js';
import { setPerson } from '../../libs/records/configuration/person.js';
import { recordAll } from '../../libs/records/configuration/record.js';
import { seedCalendar } from '../../libs/records/configuration/seed-calendar.js';

/** A small court: who owes is below, who hears of it above. Each post is held by the officer of the same name. */
export const COURT = 'court';
export const CALENDAR = 'court-calendar';
export const LEADING_GROUP = 'leading-group';

const SINCE: Instant = '2020-01-01T00:00:00.000Z';

/** Of the leading group. */
const SEATS = [
  { postId: 'president', as: 'chair' },
  { postId: 'head', as: 'secretary' },
  { postId: 'president', as: 'member' },
  { postId: 'vice-president', as: 'member' },
] as const;

/** Posts from the bottom up; each is managed by the next. */
const CHAIN = ['clerk', 'head', 'vice-president', 'president', 'superior'] as const;

export interface CourtOptions {
  /** How many posts of kind `member` there are, managed by the head. */
  readonly members?: number;
  /** Whether they have mail addresses; true unless said otherwise. */
  readonly membersHaveMail?: boolean;
}

export const memberPost = (index: number): string => `member-${index}`;
export const mailOf = (officer: string): string => `${officer}@court.example`;

/** Puts the court, its calendar and its officers on record. Everybody but the superior has a mail address. */
export async function seedCourt(
  manager: EntityManager,
  { members = 3, membersHaveMail = true }: CourtOptions = {},
): Promise<void> {
  await seedCalendar(manager, { id: CALENDAR, at: SINCE });
  const posts = [
    ...CHAIN.map((id, index) => ({ id, kind: id, managedBy: CHAIN[index + 1] ?? null })),
    ...Array.from({ length: members }, (_, index) => ({
      id: memberPost(index + 1),
      kind: 'member',
      managedBy: 'head',
    })),
  ];
  const title = (text: string) => ({ zh: text, en: text });
  const bodies: Pick<Change, 'kind' | 'body'>[] = [
    { kind: 'unit-set', body: { id: COURT, parentId: null, title: title('court'), calendarId: CALENDAR } },
    ...posts.map((post) => ({
      kind: 'post-set' as const,
      body: { ...post, unitId: COURT, title: title(post.id) },
    })),
    {
      kind: 'body-set',
      body: {
        id: LEADING_GROUP,
        unitId: COURT,
        title: title('leading group'),
        kind: 'leading-group',
        superiorPostId: 'superior',
      },
    },
    ...SEATS.map((seat) => ({
      kind: 'seat-set' as const,
      body: { ...seat, id: `seat-${seat.as}-${seat.postId}`, bodyId: LEADING_GROUP, from: SINCE, to: null },
    })),
    ...posts.flatMap(({ id }) => [
      { kind: 'officer-set' as const, body: { id, unitId: COURT, hasMail: id !== 'superior' } },
      { kind: 'tenure-set' as const, body: { id, postId: id, officerId: id, from: SINCE, to: null } },
    ]),
  ];
  const changes = bodies.map((change) => ({ ...change, at: SINCE, actor: null }) as Change);
  await recordAll(manager, ORGANISATION, changes);
  for (const { id, kind } of posts) {
    const hasMail = kind === 'member' ? membersHaveMail : id !== 'superior';
    await setPerson(manager, { id, name: id, email: hasMail ? mailOf(id) : null });
  }
}
