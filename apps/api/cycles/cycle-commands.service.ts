import { Injectable } from '@nestjs/common';
import type { CycleCommand } from '../../../libs/domain/cycle/cycle.js';
import { cycleSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf, type PlainDate } from '../../../libs/domain/time.js';
import type { Command } from '../common/idempotency/command.js';
import { Documents } from '../documents/documents.js';
import { SubjectCommands, type Recorded } from '../subjects/subject-commands.js';
import { requireMayChangeCycles } from './cycle-access.js';
import { CyclesService } from './cycles.service.js';

/** What is asked of a cycle. */
type Asked =
  | { readonly kind: Extract<CycleCommand['kind'], 'pause' | 'resume-cycle'> }
  | { readonly kind: Extract<CycleCommand['kind'], 'skip'>; readonly period: PlainDate }
  | { readonly kind: 'open-now'; readonly period: PlainDate; readonly backfill?: true };

/** Turns requests into commands of a cycle's subject; what decided them travels as a document. */
@Injectable()
export class CycleCommands {
  constructor(
    private readonly cycles: CyclesService,
    private readonly documents: Documents,
    private readonly commands: SubjectCommands,
  ) {}

  /** @throws Problem 403 for whoever may not change the unit's cycles, 409 with the code of the rule that refuses */
  async send(command: Command, id: string, asked: Asked, citing: string): Promise<Recorded> {
    const { caller } = command;
    const { unitId } = await this.cycles.find(id);
    requireMayChangeCycles(caller, unitId, instantOf(Date.now()));
    return this.commands.execute(cycleSubject(id), command.id, async () => ({
      ...asked,
      id: command.id,
      actor: caller.officerId,
      citing: await this.documents.keep(caller, citing),
    }));
  }
}
