import { shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { Organisation, type Channel, type KeyDate } from './organisation.js';

describe('who owns a channel', () => {
  const channel = (id: string, more: Partial<Channel>): Channel => ({
    id,
    unitId: 'court',
    kind: 'website',
    title: { zh: id, en: id },
    ownerPostId: 'vice-1',
    deputyPostId: null,
    from: shanghai('2026-01-01'),
    to: null,
    ...more,
  });
  const owners = (court: Court, unit: string, at: string, ...channels: Channel[]): string[] =>
    new Organisation({ ...court.rows(), channels }).channelOwners(unit, shanghai(at)).map(({ id }) => id);
  const SITE = channel('site', { deputyPostId: 'head-b' });
  const BOARD = channel('board', { kind: 'board', to: shanghai('2026-06-01') });
  const NEWS = channel('news', { unitId: 'dept-a', ownerPostId: 'head-a' });

  it('is each owner once, in the unit and below, while the channel lasts', () => {
    const all = [SITE, BOARD, NEWS];
    expect(owners(new Court(), 'court', '2026-03-01', ...all)).toEqual(['head-a', 'vice-1']);
    expect(owners(new Court(), 'dept-a', '2026-03-01', ...all)).toEqual(['head-a']);
    expect(owners(new Court(), 'court', '2025-12-31', ...all)).toEqual([]);
    expect(owners(new Court(), 'court', '2026-07-01', BOARD)).toEqual([]);
  });

  it('is the deputy while nobody holds the post of the owner', () => {
    const vacant = new Court().isVacant('vice-1', shanghai('2026-02-01'));
    expect(owners(vacant, 'court', '2026-01-15', SITE)).toEqual(['vice-1']);
    expect(owners(vacant, 'court', '2026-02-15', SITE)).toEqual(['head-b']);
    expect(owners(vacant, 'court', '2026-02-15', BOARD)).toEqual(['vice-1']);
    expect(owners(vacant.isVacant('head-b'), 'court', '2026-02-15', SITE)).toEqual(['vice-1']);
  });
});

it('knows the key dates of a unit and of those above it, but those that were cancelled', () => {
  const date = (id: string, unitId: string, from: string, cancelledAt: string | null = null): KeyDate => ({
    id,
    unitId,
    title: { zh: id, en: id },
    from,
    to: from,
    cancelledAt,
  });
  const keyDates = [
    date('later', 'court', '2027-10-01'),
    date('earlier', 'superior-court', '2027-03-05'),
    date('gone', 'court', '2027-05-01', shanghai('2026-12-01')),
    date('other', 'dept-b', '2027-06-01'),
  ];
  const organisation = new Organisation({ ...new Court().rows(), keyDates });
  expect(organisation.keyDatesOf('dept-a', shanghai('2027-01-01')).map(({ id }) => id)).toEqual([
    'earlier',
    'later',
  ]);
});
