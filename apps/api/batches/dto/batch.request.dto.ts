import { ChoiceField, IdField, ListField, Sha256Field, TextField } from '../../common/fields/index.js';
import { PartyCommandRequest } from '../../obligations/dto/command.request.dto.js';
import { EvidenceItemRequest } from '../../obligations/dto/evidence.request.dto.js';

export const BATCH_KINDS = ['receipt', 'evidence', 'confirmation', 'urging'] as const;

/** One command of a batch: what a route of the obligation itself would take. */
export class BatchItemRequest extends PartyCommandRequest {
  @ChoiceField(BATCH_KINDS, {
    description: 'Sign for it (签收), hand in, confirm what was done on behalf (代办), or urge (催办).',
  })
  kind: (typeof BATCH_KINDS)[number];

  @IdField({ description: 'The obligation.', example: 'theory-study.branch-1.2027-01-01' })
  obligation: string;

  @ListField(() => EvidenceItemRequest, {
    description: 'For evidence: what is shown.',
    max: 50,
    optional: true,
  })
  items?: EvidenceItemRequest[];

  @Sha256Field({
    description: 'For a confirmation: the page that the principal has signed, as a stored document.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    optional: true,
  })
  scan?: string;

  @TextField({
    description: 'For an urging: what is said with it.',
    example: '请于本周内报送。',
    max: 4_000,
    multiline: true,
    optional: true,
  })
  reason?: string;
}

export class BatchRequest {
  @ListField(() => BatchItemRequest, {
    description: 'Each is taken or refused for itself.',
    min: 1,
    max: 200,
  })
  items: BatchItemRequest[];
}
