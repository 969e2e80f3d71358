import { INCIDENT_MATTERS, type IncidentMatter } from '../../../../libs/domain/incident/incident.js';
import {
  ChoiceField,
  DeadlineField,
  IdField,
  InstantField,
  ListField,
  SlugField,
  TextField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';
import { FollowUpRequest } from '../../obligations/dto/evidence.request.dto.js';

const Words = (description: string, example: string): PropertyDecorator =>
  TextField({ description, example, max: 20_000, multiline: true });

const ReasonField = (): PropertyDecorator =>
  TextField({ description: 'Why.', example: '影响面扩大。', max: 4_000, multiline: true });

export class IncidentPath {
  @IdField({
    description: 'The id of the incident.',
    example: 'court.incident-handling.0f3c9a52e1b44d7f9a0b',
  })
  id: string;
}

export class IncidentsRequest extends PageRequest {
  @IdField({ description: 'Only of this unit and those below it.', example: 'court', optional: true })
  unit?: string;

  @ChoiceField(['open', 'closed'], { description: 'Only those that are open, or closed.', optional: true })
  status?: 'open' | 'closed';
}

export class ReportIncidentRequest {
  @IdField({ description: 'The unit concerned.', example: 'civil-division' })
  unit: string;

  @ChoiceField(INCIDENT_MATTERS, {
    description:
      "What it is about: one of the institution's own channels, something it published, a system or its work. Nobody's private accounts or words are.",
  })
  matter: IncidentMatter;

  @IdField({ description: 'Of a channel: its id in the register.', example: 'wechat', optional: true })
  channel?: string;

  @Words('What happened.', '本院公众号一篇文章引用了错误的案号。')
  text: string;

  @InstantField({
    description: 'When it happened; now where it is left out. The clocks count from the report in any case.',
    optional: true,
  })
  occurredAt?: string;
}

export class TriageRequest {
  @SlugField({ description: "A severity of the duty's table.", example: 'serious' })
  severity: string;

  @ReasonField()
  reason: string;
}

export class ContainmentRequest {
  @Words('What was done at once.', '文章已撤下，正在核对全部案号。')
  text: string;
}

export class UpwardReportRequest {
  @Words('What was reported to whom.', '已电话并书面报告上级法院新闻办。')
  text: string;
}

export class ResolutionRequest {
  @Words('How it was resolved.', '更正启事已发布，当事人已说明。')
  text: string;
}

export class IncidentReviewRequest {
  @Words('What led to it.', '校对只由一人完成。')
  causes: string;

  @Words('What is changed.', '实行双人校对。')
  measures: string;

  @ListField(() => FollowUpRequest, {
    description:
      'Each measure that somebody has to carry out: it becomes a tracked obligation once the review is accepted.',
    max: 50,
  })
  followUps: FollowUpRequest[];
}

export class IncidentNoteRequest {
  @Words('What was seen or done.', '十点二十分，读者来电询问。')
  text: string;
}

export class IncidentTaskRequest {
  @Words('What is to be done.', '联系平台恢复原文。')
  text: string;

  @IdField({ description: 'The post that does it.', example: 'publicity-head' })
  post: string;

  @DeadlineField({ description: 'By when.' })
  dueAt: string;
}

export class HandOverRequest {
  @IdField({ description: 'The post that commands from now on.', example: 'publicity-head' })
  to: string;

  @ReasonField()
  reason: string;
}

export class MergeRequest {
  @IdField({
    description: 'The incident that goes on: the one that was reported earlier.',
    example: 'court.incident-handling.0f3c9a52e1b44d7f9a0b',
  })
  into: string;

  @ReasonField()
  reason: string;
}

export class ReopeningRequest {
  @ReasonField()
  reason: string;
}

export class ReferralRequest {
  @IdField({ description: 'The post that answers for it.', example: 'civil-head' })
  answering: string;

  @ReasonField()
  reason: string;
}
