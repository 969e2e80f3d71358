import {
  INCIDENT_MATTERS,
  NEW_INCIDENT,
  type IncidentMatter,
} from '../../../../libs/domain/incident/incident.js';
import { commanders } from '../../../../libs/domain/incident/people.js';
import { severityOf } from '../../../../libs/domain/incident/stages.js';
import type { ObligationState } from '../../../../libs/domain/obligation/obligation.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  ListField,
  ObjectField,
  SlugField,
  TitleDto,
  TitleField,
} from '../../common/fields/index.js';
import { ObligationDetailResponse } from '../../obligations/dto/obligation.response.dto.js';

const SEVERITIES_MAX = 9;

export class SeverityResponse {
  @SlugField({ description: 'Its name in the table.', example: 'serious' })
  name: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;
}

export class CommandHeldResponse {
  @IdField({ description: 'The post that took command.', example: 'publicity-head' })
  post: string;

  @InstantField({ description: 'When.' })
  from: string;
}

/** What an incident has beside the obligation that it is. */
export class IncidentFactsResponse {
  @ChoiceField(INCIDENT_MATTERS, {
    description: 'What it is about; null where it came in without an account.',
    nullable: true,
  })
  matter: IncidentMatter | null;

  @IdField({ description: 'The channel in the register.', example: 'wechat', nullable: true })
  channel: string | null;

  @ObjectField(() => SeverityResponse, {
    description: 'As triage has set it; until then the gravest of the table, which counts.',
  })
  severity: SeverityResponse;

  @FlagField({ description: 'Somebody has set the severity.', example: true })
  isTriaged: boolean;

  @ListField(() => SeverityResponse, { description: 'The table, the gravest first.', max: SEVERITIES_MAX })
  severities: SeverityResponse[];

  @IdsField({ description: 'The posts that command now.', example: ['civil-head'], max: 200 })
  command: string[];

  @ListField(() => CommandHeldResponse, { description: 'Hand-overs, in their order.', max: 10_000 })
  handovers: CommandHeldResponse[];

  @IdsField({ description: 'Incidents that were merged into this one.', example: [], max: 10_000 })
  duplicates: string[];

  @IdField({
    description: 'The incident into which this one was merged.',
    example: 'court.incident-handling.0f3c9a52e1b44d7f9a0b',
    nullable: true,
  })
  mergedInto: string | null;
}

/** An incident: an obligation, whose stages are its clocks, and what it has beside them. */
export class IncidentResponse extends ObligationDetailResponse {
  @ObjectField(() => IncidentFactsResponse, { description: 'What it has beside the obligation that it is.' })
  incident: IncidentFactsResponse;
}

export function toIncident(obligation: ObligationDetailResponse, state: ObligationState): IncidentResponse {
  const { brief, incident = NEW_INCIDENT } = state;
  const { duty, occurrence } = brief;
  const rows = (duty.severities ?? []).map(({ name, title }) => ({ name, title }));
  const { name, title } = severityOf(duty, incident.severity) as SeverityResponse;
  return {
    ...obligation,
    incident: {
      matter: occurrence?.about?.matter ?? null,
      channel: occurrence?.about?.channel ?? null,
      severity: { name, title },
      isTriaged: incident.severity !== null,
      severities: rows,
      command: commanders(state),
      handovers: incident.commands.map(({ post, from }) => ({ post, from })),
      duplicates: [...incident.duplicates],
      mergedInto: incident.mergedInto,
    },
  };
}
