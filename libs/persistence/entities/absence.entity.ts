import { Entity } from 'typeorm';
import { TextColumn } from '../columns.js';
import { SpanColumns } from './span.js';

/** An officer away, and who stands in. */
@Entity('absence')
export class AbsenceEntity extends SpanColumns {
  @TextColumn()
  officerId: string;

  @TextColumn()
  substituteId: string;
}
