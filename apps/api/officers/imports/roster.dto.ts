import { FlagField, ListField, QueryFlagField, TextField, WholeField } from '../../common/fields/index.js';

export class ImportRosterRequest {
  @QueryFlagField({
    description: 'Only tells what would happen, and every fault; nothing is written.',
    example: true,
    optional: true,
  })
  preview?: boolean;
}

export class CellFaultResponse {
  @TextField({ description: 'Where: sheet and cell.', example: 'Roster!C7', max: 100 })
  cell: string;

  @TextField({ description: 'What is wrong there.', example: 'must be a mail address', max: 300 })
  detail: string;
}

export class SlipResponse {
  @TextField({ description: 'Whose it is.', example: '李娜', max: 100 })
  name: string;

  @TextField({ description: 'The name to sign in with.', example: 'li.na', max: 64 })
  username: string;

  @TextField({ description: 'The password to sign in with once.', example: '1a2b3c-4d5e6f-7a8b9c', max: 200 })
  oneTimePassword: string;
}

export class ImportedRosterResponse {
  @FlagField({ description: 'Whether nothing was written.', example: false })
  isPreview: boolean;

  @WholeField({ description: 'People who are made known.', example: 12, min: 0, max: 1_000 })
  officers: number;

  @WholeField({ description: 'Posts that get a holder.', example: 10, min: 0, max: 1_000 })
  tenures: number;

  @WholeField({ description: 'Accounts that are opened.', example: 12, min: 0, max: 1_000 })
  accounts: number;

  @WholeField({ description: 'Roles that are given.', example: 3, min: 0, max: 4_000 })
  roles: number;

  @ListField(() => CellFaultResponse, {
    description: 'Of a preview: everything that is wrong. Without a fault the import takes place.',
    max: 200,
  })
  faults: CellFaultResponse[];

  @ListField(() => SlipResponse, {
    description:
      'Of an import: what each needs to sign in for the first time. It is shown this once and kept nowhere.',
    max: 1_000,
  })
  slips: SlipResponse[];
}
