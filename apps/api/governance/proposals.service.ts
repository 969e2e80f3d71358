import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import {
  changeId,
  type ChangeBrief,
  type ChangeTarget,
  type InFlight,
} from '../../../libs/domain/change/change.js';
import { approverOf } from '../../../libs/domain/change/proposal.js';
import { changeSubject } from '../../../libs/domain/subject/ids.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { countChanges } from '../../../libs/persistence/repositories/change.repository.js';
import { lockSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, notFound, refused, type Fault } from '../common/problem/problem.js';
import { requireMayChangeCycles } from '../cycles/cycle-access.js';
import { Documents } from '../documents/documents.js';
import { SubjectCommands, type Recorded } from '../subjects/subject-commands.js';
import type { ApprovalRequest, ChangesRequest, ProposalRequest } from './dto/change.request.dto.js';
import { toChange, type ChangeResponse } from './dto/change.response.dto.js';
import { subjectOf } from './target.js';

/** What is proposed of a target, found to be sound. */
export interface Proposed extends Pick<
  ChangeBrief,
  'target' | 'unitId' | 'title' | 'terms' | 'touchesFloor'
> {
  readonly calendarId: string;
}

/** Ids of the changes of one target end in its number. */
const BY_NUMBER = [{ property: 'id', type: 'string', byLength: true }] as const;

/** Changes that one person proposes and another decides on. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
    private readonly changes: Changes,
    private readonly documents: Documents,
    private readonly commands: SubjectCommands,
  ) {}

  /** @throws Problem 400 with every fault, 403 for whoever may not change it, 409 where nobody could approve it */
  async propose(command: Command, proposed: Proposed, request: ProposalRequest): Promise<ChangeResponse> {
    const { caller } = command;
    const { target, unitId, calendarId, touchesFloor } = proposed;
    requireMayChangeCycles(caller, unitId, caller.at);
    const { snapshot, calendar } = await this.facts.current(this.dataSource.manager, calendarId);
    const faults = dateFaults(request, dateOf(calendar, caller.at));
    if (faults.length > 0) throw badRequest(faults);
    const approver = approverOf(caller.organisation, unitId, touchesFloor, caller.at);
    if (approver === undefined)
      throw refused(
        'nobody-approves',
        touchesFloor
          ? 'The plan sets this as a floor, and no post of a superior unit is on record that could approve it.'
          : 'The unit has no leading group whose chair could approve it.',
      );
    const reason = await this.documents.keep(caller, request.reason);
    return this.changes.run(command, async (tx) => {
      const opener = subjectOf(target);
      if ((await lockSubject(tx.manager, opener)) === undefined) throw notFound(target.kind);
      const n = 1 + (await countChanges(tx.manager, target));
      const brief: ChangeBrief = {
        ...proposed,
        id: changeId(target, n),
        n,
        from: request.from,
        inFlight: inFlightOf(request),
        approver,
        policy: snapshot.policyOf(unitId, caller.at),
        reason,
        proposedBy: caller.officerId,
      };
      await tx.open({ subject: changeSubject(brief.id), brief }, opener);
      return toChange({ brief, state: null });
    });
  }

  list(target: ChangeTarget, request: ChangesRequest): Promise<Page<ChangeResponse>> {
    return paginate(this.ofTarget(target), request, BY_NUMBER, toChange);
  }

  async show(target: ChangeTarget, n: number): Promise<ChangeResponse> {
    return toChange(await this.find(target, n));
  }

  /** @throws Problem 404 */
  async find(target: ChangeTarget, n: number): Promise<SubjectEntity> {
    const id = changeSubject(changeId(target, n));
    const found = await this.dataSource.manager.findOneBy(SubjectEntity, { id });
    if (found === null) throw notFound('change');
    return found;
  }

  /** @throws Problem 403 or 409 with the code of the rule that refuses */
  async decide(
    command: Command,
    target: ChangeTarget,
    n: number,
    request: ApprovalRequest,
  ): Promise<Recorded> {
    const { caller } = command;
    const { id, brief } = await this.find(target, n);
    const { approve, reason } = request;
    if (!approve && reason === undefined)
      throw badRequest([{ pointer: '/reason', detail: 'must say why it is rejected' }]);
    return this.commands.execute(id, command.id, async () => ({
      id: command.id,
      kind: 'decide-change',
      actor: caller.officerId,
      asAdministrator: caller.holds(['administrator'], (brief as ChangeBrief).unitId),
      approve,
      // A rejection is about what somebody proposed.
      reason:
        reason === undefined
          ? null
          : await this.documents.keep(caller, reason, approve ? [] : [(brief as ChangeBrief).proposedBy]),
    }));
  }

  private ofTarget({ kind, id }: ChangeTarget) {
    return this.dataSource
      .getRepository(SubjectEntity)
      .createQueryBuilder('subject')
      .where(`subject.kind = 'change' AND subject.brief -> 'target' ->> 'kind' = :kind`, { kind })
      .andWhere(`subject.brief -> 'target' ->> 'id' = :id`, { id });
  }
}

function dateFaults({ from, inFlight, extendTo }: ProposalRequest, today: string): Fault[] {
  const faults: Fault[] = [];
  if (from < today) faults.push({ pointer: '/from', detail: 'must not lie in the past' });
  if ((inFlight === 'extend') !== (extendTo !== undefined))
    faults.push({ pointer: '/extendTo', detail: 'must be there with `extend`, and not without it' });
  if (extendTo !== undefined && extendTo < today)
    faults.push({ pointer: '/extendTo', detail: 'must not lie in the past' });
  return faults;
}

function inFlightOf({ inFlight = 'untouched', extendTo }: ProposalRequest): InFlight {
  return inFlight === 'extend' ? { extendTo: extendTo as string } : inFlight;
}
