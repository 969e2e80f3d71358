import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { SubjectCommandRoute } from '../subjects/subject-command-route.js';
import {
  ContainmentRequest,
  HandOverRequest,
  IncidentNoteRequest,
  IncidentPath,
  IncidentReviewRequest,
  IncidentTaskRequest,
  MergeRequest,
  ReferralRequest,
  ReopeningRequest,
  ResolutionRequest,
  TriageRequest,
  UpwardReportRequest,
} from './dto/incident.request.dto.js';
import { IncidentSteps } from './incident-steps.service.js';

/** What is done about an incident, by whoever commands it, a post above, or a clerk in their name. */
@ApiTags('incidents')
@Controller('incidents')
export class IncidentStepsController {
  constructor(private readonly steps: IncidentSteps) {}

  @SubjectCommandRoute('acknowledgement', 'Say that the report has come in (接报)')
  acknowledge(@CurrentCommand() command: Command, @Param() { id }: IncidentPath): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'acknowledge', {});
  }

  @SubjectCommandRoute(
    'triage',
    'Set the severity, or raise or lower it',
    'It starts the clocks, all at once. Later it plans again those that are not overdue; what is overdue stays so.',
  )
  triage(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() request: TriageRequest,
  ): Promise<CommandResponse> {
    return this.steps.triage(command, id, request);
  }

  @SubjectCommandRoute('containment', 'Say what was done at once (先期处置)')
  contain(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() { text }: ContainmentRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'contain', { containment: text });
  }

  @SubjectCommandRoute('upward-report', 'Show that it was reported upward')
  reportUpward(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() { text }: UpwardReportRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'report-upward', { report: text });
  }

  @SubjectCommandRoute('resolution', 'Show how it was resolved')
  resolve(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() { text }: ResolutionRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'resolve', { resolution: text });
  }

  @SubjectCommandRoute(
    'review',
    'Hand in the causes and the measures',
    'Accepted or returned as any evidence is.',
  )
  review(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() { causes, measures, followUps }: IncidentReviewRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'review', { causes, measures }, followUps);
  }

  @SubjectCommandRoute('notes', 'Add a line to the timeline')
  note(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() request: IncidentNoteRequest,
  ): Promise<CommandResponse> {
    return this.steps.note(command, id, request);
  }

  @SubjectCommandRoute(
    'tasks',
    'Give somebody a task with a day of its own',
    'An obligation beside the incident.',
  )
  assign(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() request: IncidentTaskRequest,
  ): Promise<CommandResponse> {
    return this.steps.assign(command, id, request);
  }

  @SubjectCommandRoute(
    'handovers',
    'Hand command over',
    'What the old post still owes goes to the new one, with the time that is left.',
  )
  handOver(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() request: HandOverRequest,
  ): Promise<CommandResponse> {
    return this.steps.handOver(command, id, request);
  }

  @SubjectCommandRoute(
    'merges',
    'Say that another report is of the same incident',
    'This one ends, the other goes on: by whoever commands that one, or a post above this one.',
  )
  merge(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() request: MergeRequest,
  ): Promise<CommandResponse> {
    return this.steps.merge(command, id, request);
  }

  @SubjectCommandRoute('reopenings', 'Reopen what was resolved', 'Until its window has closed.')
  reopen(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() request: ReopeningRequest,
  ): Promise<CommandResponse> {
    return this.steps.reopen(command, id, request);
  }

  @SubjectCommandRoute(
    'referrals',
    'Open a launch file about whoever answers for it',
    'A file of facts, which names no fault; the incident goes on.',
  )
  refer(
    @CurrentCommand() command: Command,
    @Param() { id }: IncidentPath,
    @Body() request: ReferralRequest,
  ): Promise<CommandResponse> {
    return this.steps.refer(command, id, request);
  }
}
