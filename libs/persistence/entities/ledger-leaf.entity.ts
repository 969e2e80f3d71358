import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The place of an entry in the log, given once by sealing: leaves have no gap, and keep the order of `seq` within a subject. */
@Entity('ledger_leaf')
export class LedgerLeafEntity {
  /** 0, 1, 2... */
  @PrimaryColumn({ type: 'bigint' })
  index: number;

  @Column({ type: 'bigint' })
  entryId: number;

  /** `SHA-256(salt || sealed text)`, 32 bytes: what the log publishes of the entry. */
  @Column({ type: 'bytea' })
  record: Buffer;
}
