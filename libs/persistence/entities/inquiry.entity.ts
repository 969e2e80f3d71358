import { Column, Entity } from 'typeorm';
import type { LaunchOutcome } from '../../domain/inquiry/inquiry.js';
import { IdColumn, IntColumn, TextColumn } from '../columns.js';

/** Who sees an inquiry: a read table, made from its subject. */
@Entity('inquiry')
export class InquiryEntity {
  /** That of its obligation. */
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  /** The post or body that answers for what was not done. */
  @TextColumn()
  answering: string;

  /** The subject whose entry opened its file; null: by hand. */
  @TextColumn({ nullable: true })
  openedIn: string | null;

  /** What the principal decided; null until then. */
  @TextColumn({ nullable: true })
  launched: LaunchOutcome | null;

  /** Officers of the group who take part. */
  @Column({ type: 'text', array: true })
  members: string[];

  /** Posts that see all of it: the principals who are or were asked, those above them, members of the body that decides. */
  @Column({ type: 'text', array: true })
  posts: string[];

  /** Officers who held what it is about, or whom it is about: they see nothing of the file by any post of theirs. */
  @Column({ type: 'text', array: true })
  concerned: string[];

  /** Officers whom it is about and who have been notified: they see their part. */
  @Column({ type: 'text', array: true })
  notified: string[];

  /** The same of a body: the posts that act for it. */
  @Column({ type: 'text', array: true })
  notifiedPosts: string[];

  /** The subject's `seq`. */
  @IntColumn()
  version: number;
}
