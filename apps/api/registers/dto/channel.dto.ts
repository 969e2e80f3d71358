import { CHANNEL_KINDS, type ChannelKind } from '../../../../libs/domain/organisation/channel-kinds.js';
import type { ChannelEntity } from '../../../../libs/persistence/entities/channel.entity.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  TitleField,
  WholeField,
  type TitleDto,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export class ChannelsRequest extends PageRequest {
  @IdField({ description: 'Only of this unit.', example: 'court', optional: true })
  unit?: string;
}

export class BeginChannelRequest {
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

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({
    description: 'Until when, if that is known; not included.',
    optional: true,
    nullable: true,
  })
  to?: string | null;
}

export class EndChannelRequest {
  @InstantField({ description: 'When it ends; not included.' })
  to: string;
}

export class ChannelResponse {
  @IdField({ description: 'Its id.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

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

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({ description: 'Until when, not included; null while it lasts.', nullable: true })
  to: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
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
