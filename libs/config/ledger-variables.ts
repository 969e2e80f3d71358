import { IsOptional, Matches } from 'class-validator';
import { Variable } from './environment.js';
import { IsAddress } from './is-address.js';
import { IsGivenWith } from './is-given-with.js';
import { TemporalVariables } from './temporal-variables.js';

/** Who signs the log of the ledger, and who watches it from outside. */
export class LedgerVariables extends TemporalVariables {
  /**
   * The private key of the log in the form of signed notes; after a change, behind it the one before. Absent: the key is made, and kept in the
   * data folder.
   */
  @Variable('LUZE_LEDGER_KEY')
  @IsOptional()
  @Matches(/^\s*PRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+\S+(\s+PRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+\S+)*\s*$/i, {
    message: 'a private key such as PRIVATE+KEY+name+hash+key, and behind it, after a space, the one before',
  })
  ledgerKey?: string;

  /** What the log is called where its first key is made. */
  @Variable('LUZE_LEDGER_NAME')
  @IsOptional()
  // ASCII without spaces and the plus sign.
  @Matches(/^[!-*,-~]{1,100}$/, {
    message: 'a name such as court.example/ledger, without spaces and plus signs',
  })
  ledgerName?: string;

  /** Where a witness takes checkpoints (C2SP tlog-witness). */
  @Variable('LUZE_WITNESS_URL')
  @IsOptional()
  @IsAddress(['https', 'http'], 'an address such as https://witness.example')
  @IsGivenWith('witnessKey', 'LUZE_WITNESS_KEY')
  witnessUrl?: string;

  /** The public key with which the witness signs. */
  @Variable('LUZE_WITNESS_KEY')
  @IsOptional()
  @Matches(/^[^\s+]+\+[0-9a-f]{8}\+B\S+$/i, {
    message: 'the verifier key of a witness, such as name+hash+key, for Ed25519 cosignatures',
  })
  @IsGivenWith('witnessUrl', 'LUZE_WITNESS_URL')
  witnessKey?: string;
}
