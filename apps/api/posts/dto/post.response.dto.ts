import type { Organisation, Title } from '../../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../../libs/domain/time.js';
import type { PostEntity } from '../../../../libs/persistence/entities/post.entity.js';
import type { TenureEntity } from '../../../../libs/persistence/entities/tenure.entity.js';
import { IdField, InstantField, SlugField, TitleField, WholeField } from '../../common/fields/index.js';

export class PostResponse {
  @IdField({ description: 'Its id.', example: 'office-head' })
  id: string;

  @IdField({ description: 'The unit that it belongs to.', example: 'court-office' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @SlugField({ description: 'What the party rules of duties name.', example: 'department-head' })
  kind: string;

  @IdField({
    description: 'The post that manages it; null at the top.',
    example: 'president',
    nullable: true,
  })
  managedBy: string | null;

  @IdField({ description: 'Who holds it now; null: vacant.', example: 'li-na', nullable: true })
  holder: string | null;

  @IdField({
    description: 'Who acts in it now: the holder or a substitute.',
    example: 'li-na',
    nullable: true,
  })
  acting: string | null;

  @InstantField({ description: 'Since when it is no more; null while it is.', nullable: true })
  endedAt: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toPost = (
  { id, unitId, title, kind, managedBy, endedAt, version }: PostEntity,
  organisation: Organisation,
  at: Instant,
): PostResponse => ({
  id,
  unit: unitId,
  title,
  kind,
  managedBy,
  holder: organisation.holderOf(id, at) ?? null,
  acting: organisation.actingIn(id, at) ?? null,
  endedAt,
  version,
});

export class TenureResponse {
  @IdField({ description: 'Its id.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

  @IdField({ description: 'The post held.', example: 'office-head' })
  post: string;

  @IdField({ description: 'Who holds it.', example: 'li-na' })
  officer: string;

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({ description: 'Until when, not included; null while it lasts.', nullable: true })
  to: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toTenure = ({ id, postId, officerId, from, to, version }: TenureEntity): TenureResponse => ({
  id,
  post: postId,
  officer: officerId,
  from,
  to,
  version,
});
