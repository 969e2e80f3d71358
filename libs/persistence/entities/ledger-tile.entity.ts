import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 256 hashes of the tree side by side (C2SP tlog-tiles), kept once all of them are there. */
@Entity('ledger_tile')
export class LedgerTileEntity {
  /** 0: hashes of leaves; one more: each hash stands for a whole tile of the level below. */
  @PrimaryColumn({ type: 'int' })
  level: number;

  @PrimaryColumn({ type: 'bigint' })
  index: number;

  /** 256 times 32 bytes. */
  @Column({ type: 'bytea' })
  hashes: Buffer;

  /** The one hash over all of them: what the tile above holds of this one. */
  @Column({ type: 'bytea' })
  root: Buffer;
}
