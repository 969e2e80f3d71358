import { Injectable } from '@nestjs/common';
import type { Command } from '../common/idempotency/command.js';
import { Documents } from '../documents/documents.js';
import { LatestStages } from '../obligations/latest-stages.js';
import { ObligationCommands } from '../obligations/obligation-commands.service.js';
import type { FollowUpRequest } from '../obligations/dto/evidence.request.dto.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import type {
  HandOverRequest,
  IncidentNoteRequest,
  IncidentTaskRequest,
  MergeRequest,
  ReferralRequest,
  ReopeningRequest,
  TriageRequest,
} from './dto/incident.request.dto.js';
import { IncidentsService } from './incidents.service.js';

/** Turns requests into commands of an incident's subject: texts are stored first, and travel as documents. */
@Injectable()
export class IncidentSteps {
  constructor(
    private readonly stages: LatestStages,
    private readonly incidents: IncidentsService,
    private readonly documents: Documents,
    private readonly commands: ObligationCommands,
  ) {}

  /** Hands in what a stage asks for: each piece of evidence by its name. */
  async handIn(
    command: Command,
    id: string,
    stage: string,
    texts: Readonly<Record<string, string>>,
    followUps: FollowUpRequest[] = [],
  ): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    return this.commands.submitMade(command, id, async () => ({
      stage: await this.stages.of(id, stage),
      items: Object.entries(texts).map(([requirement, text]) => ({ requirement, text })),
      followUps,
    }));
  }

  async triage(command: Command, id: string, { severity, reason }: TriageRequest): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    return this.commands.send(command, id, async () => ({
      kind: 'triage',
      severity,
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  async note(command: Command, id: string, { text }: IncidentNoteRequest): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    return this.commands.send(command, id, async () => ({
      kind: 'note',
      document: await this.documents.keep(command.caller, text),
    }));
  }

  async assign(
    command: Command,
    id: string,
    { text, post, dueAt }: IncidentTaskRequest,
  ): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    return this.commands.send(command, id, async (obligation) => ({
      kind: 'assign-task',
      document: await this.documents.keep(command.caller, text),
      post,
      due: await this.commands.deadline(obligation, dueAt),
    }));
  }

  async handOver(command: Command, id: string, { to, reason }: HandOverRequest): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    return this.commands.send(command, id, async () => ({
      kind: 'hand-over',
      to,
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  async merge(command: Command, id: string, { into, reason }: MergeRequest): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    return this.commands.send(command, id, async () => ({
      kind: 'merge',
      into,
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  async reopen(command: Command, id: string, { reason }: ReopeningRequest): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    return this.commands.send(command, id, async () => ({
      kind: 'reopen',
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  async refer(
    command: Command,
    id: string,
    { answering, reason }: ReferralRequest,
  ): Promise<CommandResponse> {
    await this.incidents.find(command.caller, id);
    const { caller } = command;
    return this.commands.send(command, id, async () => ({
      kind: 'refer',
      answering,
      // It is about whoever holds that post.
      reason: await this.documents.keep(caller, reason, [caller.organisation.holderOf(answering, caller.at)]),
    }));
  }
}
