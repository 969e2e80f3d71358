import { ApiProperty } from '@nestjs/swagger';

export class FaultResponse {
  @ApiProperty({
    description: 'JSON pointer (RFC 6901) into the body; `/query/...` and `/path/...` into the address.',
    example: '/parties/0/id',
  })
  pointer: string;

  @ApiProperty({ description: 'What is expected there.', example: 'must be text of 1 to 200 characters' })
  detail: string;

  @ApiProperty({
    description: 'In a body of lines, such as a plan: the line, counted from 1.',
    example: 42,
    required: false,
  })
  line?: number;
}

/** The body of every error answer, as application/problem+json (RFC 9457). */
export class ProblemResponse {
  @ApiProperty({ format: 'uri', example: 'urn:luze:problem:already-lapsed' })
  type: string;

  @ApiProperty({ description: 'The phrase of the HTTP status.', example: 'Conflict' })
  title: string;

  @ApiProperty({ description: 'The HTTP status.', example: 409 })
  status: number;

  @ApiProperty({ description: 'What is wrong and what to do.', example: 'This party has lapsed already.' })
  detail: string;

  @ApiProperty({ description: 'Names the rule; stable.', example: 'already-lapsed' })
  code: string;

  @ApiProperty({ description: 'For 400: all faults at once.', type: [FaultResponse], required: false })
  errors?: FaultResponse[];
}
