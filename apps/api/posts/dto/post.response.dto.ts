import type { Organisation, Post, Title } from '../../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../../libs/domain/time.js';
import type { PostEntity } from '../../../../libs/persistence/entities/post.entity.js';
import type { TenureEntity } from '../../../../libs/persistence/entities/tenure.entity.js';
import {
  IdField,
  InstantField,
  ListField,
  SlugField,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';
import { notFound } from '../../common/problem/problem.js';
import { SpanResponse } from '../../organisation/span.dto.js';

/** What a post is from an instant on. */
export class PostVersionResponse {
  @InstantField({ description: 'Since when it is so.' })
  from: string;

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
}

export class PostResponse extends PostVersionResponse {
  @IdField({ description: 'Its id.', example: 'office-head' })
  id: string;

  @IdField({ description: 'Who holds it; null: vacant.', example: 'li-na', nullable: true })
  holder: string | null;

  @IdField({
    description: 'Who acts in it: the holder or a substitute.',
    example: 'li-na',
    nullable: true,
  })
  acting: string | null;

  @ListField(() => PostVersionResponse, { description: 'What it will be later, the next first.', max: 200 })
  planned: PostVersionResponse[];

  @InstantField({ description: 'Since when it is no more; null while it is.', nullable: true })
  endedAt: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

const toVersion = ({ from, unitId, title, kind, managedBy }: Post): PostVersionResponse => ({
  from: from as Instant,
  unit: unitId,
  title,
  kind,
  managedBy,
});

/** @throws Problem 404 where it does not exist yet at `at` */
export function toPost(
  { id, endedAt, version }: PostEntity,
  organisation: Organisation,
  at: Instant,
): PostResponse {
  const post = organisation.post(id, at);
  if (post === undefined) throw notFound('post');
  return {
    id,
    ...toVersion(post),
    holder: organisation.holderOf(id, at) ?? null,
    acting: organisation.actingIn(id, at) ?? null,
    planned: organisation.plannedPosts(id, at).map(toVersion),
    endedAt,
    version,
  };
}

export class TenureResponse extends SpanResponse {
  @IdField({ description: 'The post held.', example: 'office-head' })
  post: string;

  @IdField({ description: 'Who holds it.', example: 'li-na' })
  officer: string;
}

export const toTenure = ({ id, postId, officerId, from, to, version }: TenureEntity): TenureResponse => ({
  id,
  post: postId,
  officer: officerId,
  from,
  to,
  version,
});
