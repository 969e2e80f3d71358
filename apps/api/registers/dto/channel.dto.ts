import { CHANNEL_KINDS, type ChannelKind } from '../../../../libs/domain/organisation/channel-kinds.js';
import type { ChannelEntity } from '../../../../libs/persistence/entities/channel.entity.js';
import { ChoiceField, IdField, TitleField, type TitleDto } from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';
import { BeginSpanRequest, SpanResponse } from '../../organisation/span.dto.js';

export class ChannelsRequest extends PageRequest {
  @IdField({ description: 'Only of this unit.', example: 'court', optional: true })
  unit?: string;
}

export class BeginChannelRequest extends BeginSpanRequest {
  @IdField({ description: 'The unit that publishes through it.', example: 'court-publicity' })
  unit: string;

  @ChoiceField(CHANNEL_KINDS, { description: "What it is; only the institution's own has a kind here." })
  kind: ChannelKind;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @IdField({ description: 'The post that answers for it.', example: 'publicity-head' })
  owner: string;

  @IdField({
    description: "The post that stands in while nobody holds the owner's.",
    example: 'office-head',
    optional: true,
    nullable: true,
  })
  deputy?: string | null;
}

export class ChannelResponse extends SpanResponse {
  @IdField({ description: 'The unit that publishes through it.', example: 'court-publicity' })
  unit: string;

  @ChoiceField(CHANNEL_KINDS, { description: 'What it is.' })
  kind: ChannelKind;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @IdField({ description: 'The post that answers for it.', example: 'publicity-head' })
  owner: string;

  @IdField({ description: 'The post that stands in.', example: 'office-head', nullable: true })
  deputy: string | null;
}

export const toChannel = (row: ChannelEntity): ChannelResponse => ({
  id: row.id,
  unit: row.unitId,
  kind: row.kind,
  title: row.title,
  owner: row.ownerPostId,
  deputy: row.deputyPostId,
  from: row.from,
  to: row.to,
  version: row.version,
});
