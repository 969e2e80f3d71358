import { ApiProperty } from '@nestjs/swagger';

/** The ledger holds the command. */
export class CommandResponse {
  @ApiProperty({ description: 'The subject in the ledger.', example: 'obligation/topic-study.2027-01-01' })
  subject: string;

  @ApiProperty({
    description: 'The number, in the subject, of the first entry that the command made.',
    example: 7,
  })
  seq: number;
}
