import { Injectable } from '@nestjs/common';
import type { Command } from '../common/idempotency/command.js';
import { Documents } from '../documents/documents.js';
import type { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { LatestStages } from '../obligations/latest-stages.js';
import { ObligationCommands, type Draft } from '../obligations/obligation-commands.service.js';
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
import { requireIncident } from './incidents.service.js';

/** Turns requests into commands of an incident's subject: texts are stored first, and travel as documents. */
@Injectable()
export class IncidentSteps {
  constructor(
    private readonly stages: LatestStages,
    private readonly documents: Documents,
    private readonly commands: ObligationCommands,
  ) {}

  /** Hands in what a stage asks for: each piece of evidence by its name. */
  handIn(
    command: Command,
    id: string,
    stage: string,
    texts: Readonly<Record<string, string>>,
    followUps: FollowUpRequest[] = [],
  ): Promise<CommandResponse> {
    return this.commands.submitMade(command, id, async (obligation) => {
      requireIncident(obligation);
      return {
        stage: await this.stages.of(id, stage),
        items: Object.entries(texts).map(([requirement, text]) => ({ requirement, text })),
        followUps,
      };
    });
  }

  triage(command: Command, id: string, { severity, reason }: TriageRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'triage',
      severity,
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  note(command: Command, id: string, { text }: IncidentNoteRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'note',
      document: await this.documents.keep(command.caller, text),
    }));
  }

  assign(command: Command, id: string, { text, post, dueAt }: IncidentTaskRequest): Promise<CommandResponse> {
    return this.send(command, id, async (obligation) => ({
      kind: 'assign-task',
      document: await this.documents.keep(command.caller, text),
      post,
      due: await this.commands.deadline(obligation, dueAt),
    }));
  }

  handOver(command: Command, id: string, { to, reason }: HandOverRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'hand-over',
      to,
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  merge(command: Command, id: string, { into, reason }: MergeRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'merge',
      into,
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  reopen(command: Command, id: string, { reason }: ReopeningRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'reopen',
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  refer(command: Command, id: string, { answering, reason }: ReferralRequest): Promise<CommandResponse> {
    const { caller } = command;
    return this.send(command, id, async () => ({
      kind: 'refer',
      answering,
      // It is about whoever holds that post.
      reason: await this.documents.keep(caller, reason, [caller.organisation.holderOf(answering, caller.at)]),
    }));
  }

  private send(
    command: Command,
    id: string,
    draft: (obligation: ObligationEntity) => Promise<Draft>,
  ): Promise<CommandResponse> {
    return this.commands.send(command, id, (obligation) => {
      requireIncident(obligation);
      return draft(obligation);
    });
  }
}
