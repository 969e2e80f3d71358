import { IdField } from './text.js';

/** The parameters of an address that ends in an id. */
export class IdParams {
  @IdField({ description: 'Its id.', example: 'court-office' })
  id: string;
}
