import { Entity } from 'typeorm';
import { TextColumn } from '../columns.js';
import { SpanColumns } from './span.js';

/** Who holds a post from when to when; only ever ended and begun. */
@Entity('tenure')
export class TenureEntity extends SpanColumns {
  @TextColumn()
  postId: string;

  @TextColumn()
  officerId: string;
}
