import { SlugField, TitleDto, TitleField } from '../../common/fields/index.js';

/** Something that must be shown for a stage to count as done. */
export class EvidenceRequirementDto {
  @SlugField({ description: 'Unique in the stage.', example: 'minutes' })
  name: string;

  @TitleField({ description: 'What is to be shown.' })
  title: TitleDto;
}
