import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What keeps the record of an entry from being guessed. An erasure deletes it, and with it the last tie between record and entry. */
@Entity('ledger_salt')
export class LedgerSaltEntity {
  @PrimaryColumn({ type: 'bigint' })
  entryId: number;

  /** 32 random bytes. */
  @Column({ type: 'bytea' })
  salt: Buffer;
}
