import type { PortfolioEntity } from '../../../../libs/persistence/entities/portfolio.entity.js';
import { IdField, InstantField, WholeField } from '../../common/fields/index.js';

export class BeginPortfolioRequest {
  @IdField({ description: 'The unit that it answers for.', example: 'civil-division' })
  unit: string;

  @InstantField({ description: 'From when; a past instant is recorded as entered later.' })
  from: string;

  @InstantField({
    description: 'Until when, if that is known; not included.',
    optional: true,
    nullable: true,
  })
  to?: string | null;
}

export class EndPortfolioRequest {
  @InstantField({ description: 'When it ends; not included.' })
  to: string;
}

export class PortfolioParams {
  @IdField({ description: 'Id of the post.', example: 'vice-president-civil' })
  id: string;

  @IdField({ description: 'Id of the portfolio.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  portfolio: string;
}

export class PortfolioResponse {
  @IdField({ description: 'Its id.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

  @IdField({ description: 'The post that answers for the unit.', example: 'vice-president-civil' })
  post: string;

  @IdField({ description: 'The unit that it answers for.', example: 'civil-division' })
  unit: string;

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({ description: 'Until when, not included; null while it lasts.', nullable: true })
  to: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toPortfolio = ({
  id,
  postId,
  unitId,
  from,
  to,
  version,
}: PortfolioEntity): PortfolioResponse => ({ id, post: postId, unit: unitId, from, to, version });
