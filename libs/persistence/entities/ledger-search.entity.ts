import { Column, Entity, PrimaryColumn } from 'typeorm';

/** By what an entry is found. An index and no record: it may be emptied at any time, and is filled again by whoever searches. */
@Entity('ledger_search')
export class LedgerSearchEntity {
  @PrimaryColumn({ type: 'bigint' })
  entryId: number;

  @Column({ type: 'tsvector' })
  terms: string;
}
