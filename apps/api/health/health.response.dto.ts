import { ChoiceField, ListField } from '../common/fields/index.js';

export class LiveResponse {
  @ChoiceField(['live'], { description: 'The process answers.' })
  status: 'live';
}

export class PartResponse {
  @ChoiceField(['postgresql', 'temporal', 'this process'], { description: 'What is needed.' })
  name: string;

  @ChoiceField(['there', 'away'], { description: 'Whether it answers.' })
  status: 'there' | 'away';
}

export class ReadyResponse {
  @ChoiceField(['ready', 'not-ready'], { description: 'Whether everything that is needed is there.' })
  status: 'ready' | 'not-ready';

  @ListField(() => PartResponse, { description: 'Each part that is needed.', max: 10 })
  parts: PartResponse[];
}
