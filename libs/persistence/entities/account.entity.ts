import { Entity } from 'typeorm';
import { IdColumn, TextColumn } from '../columns.js';

/** How an officer logs in with a name and a password of this product. */
@Entity('account')
export class AccountEntity {
  @IdColumn()
  officerId: string;

  @TextColumn()
  username: string;

  /** argon2id, in PHC form; never in the ledger. */
  @TextColumn()
  passwordHash: string;
}
