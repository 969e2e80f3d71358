import { Entity } from 'typeorm';
import type { SeatAs } from '../../domain/organisation/organisation.js';
import { TextColumn } from '../columns.js';
import { SpanColumns } from './span.js';

/** Which post belongs to a body, as what, from when to when; only ever ended and begun. */
@Entity('seat')
export class SeatEntity extends SpanColumns {
  @TextColumn()
  bodyId: string;

  @TextColumn()
  postId: string;

  @TextColumn({ name: 'held_as' })
  as: SeatAs;
}
