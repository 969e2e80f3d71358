import { Entity } from 'typeorm';
import { TextColumn } from '../columns.js';
import { SpanColumns } from './span.js';

/** Which post answers for which unit from when to when (分管); only ever ended and begun. */
@Entity('portfolio')
export class PortfolioEntity extends SpanColumns {
  @TextColumn()
  postId: string;

  @TextColumn()
  unitId: string;
}
