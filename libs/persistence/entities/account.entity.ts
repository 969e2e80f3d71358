import { Entity } from 'typeorm';
import { BooleanColumn, IdColumn, TextColumn } from '../columns.js';

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

  /** The password was set by an administrator: its owner has to replace it first. */
  @BooleanColumn()
  mustChangePassword: boolean;
}
