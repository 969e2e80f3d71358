import type { PortfolioEntity } from '../../../../libs/persistence/entities/portfolio.entity.js';
import { IdField } from '../../common/fields/index.js';
import { BeginSpanRequest, SpanResponse } from '../../organisation/span.dto.js';

export class BeginPortfolioRequest extends BeginSpanRequest {
  @IdField({ description: 'The unit that it answers for.', example: 'civil-division' })
  unit: string;
}

export class PortfolioParams {
  @IdField({ description: 'Id of the post.', example: 'vice-president-civil' })
  id: string;

  @IdField({ description: 'Id of the portfolio.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  portfolio: string;
}

export class PortfolioResponse extends SpanResponse {
  @IdField({ description: 'The post that answers for the unit.', example: 'vice-president-civil' })
  post: string;

  @IdField({ description: 'The unit that it answers for.', example: 'civil-division' })
  unit: string;
}

export const toPortfolio = ({
  id,
  postId,
  unitId,
  from,
  to,
  version,
}: PortfolioEntity): PortfolioResponse => ({ id, post: postId, unit: unitId, from, to, version });
