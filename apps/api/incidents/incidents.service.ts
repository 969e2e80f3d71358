import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { ChannelEntity } from '../../../libs/persistence/entities/channel.entity.js';
import { DutyEntity } from '../../../libs/persistence/entities/duty.entity.js';
import type { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { dutyOfProcedure } from '../../../libs/persistence/repositories/duty.repository.js';
import { obligationRecords } from '../../../libs/records/subjects/obligation-records.js';
import type { Caller } from '../auth/caller.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { badRequest, forbidden, notFound, refused } from '../common/problem/problem.js';
import type { ObligationResponse } from '../obligations/dto/obligation.response.dto.js';
import { ObligationsService } from '../obligations/obligations.service.js';
import { OccurrenceOpenings } from '../occurrences/occurrence-openings.js';
import { unitConcerned } from '../occurrences/occurrences.service.js';
import type { IncidentsRequest, ReportIncidentRequest } from './dto/incident.request.dto.js';
import { toIncident, type IncidentResponse } from './dto/incident.response.dto.js';

/** Incidents: the occurrences of a duty that the procedure `incident` carries. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly obligations: ObligationsService,
    private readonly openings: OccurrenceOpenings,
  ) {}

  list(caller: Caller, filter: IncidentsRequest): Promise<Page<ObligationResponse>> {
    return this.obligations.incidents(caller, filter);
  }

  /** @throws Problem 404, also for an obligation that is no incident */
  async find(caller: Caller, id: string): Promise<ObligationEntity> {
    const found = await this.obligations.find(caller, id);
    requireIncident(found);
    return found;
  }

  /** @throws Problem 404 */
  async detail(caller: Caller, id: string): Promise<IncidentResponse> {
    await this.find(caller, id);
    const obligation = await this.obligations.detail(caller, id);
    const { manager } = this.dataSource;
    const subject = await manager.findOneByOrFail(SubjectEntity, { id: obligationSubject(id) });
    return toIncident(obligation, await obligationRecords.load(manager, subject));
  }

  /**
   * Puts an incident on record and starts the clock of its triage: by anybody who holds a post in the institution.
   *
   * @throws Problem 400, 403, 409 (`no-duty`, `nobody-owes`)
   */
  async report(command: Command, request: ReportIncidentRequest): Promise<IncidentResponse> {
    const { caller } = command;
    const now = instantOf(Date.now());
    const duty = await this.dutyFor(caller, request.unit);
    const unit = unitConcerned(caller, duty, request, now);
    const { organisation } = caller;
    const isOfThere = organisation
      .postsOf(caller.officerId, now)
      .some((post) => organisation.isWithin(organisation.post(post, now)?.unitId ?? '', duty.unitId, now));
    if (!isOfThere && !caller.holds(['clerk', 'supervisor'], unit.id))
      throw forbidden('Whoever holds a post in the institution reports its incidents.');
    const about = { matter: request.matter, ...(await this.channelOf(request)) };
    const id = await this.openings.open(command, duty, unit, { ...request, now, onBehalfOf: null, about });
    return this.detail(caller, id);
  }

  /** The duty of incidents that the unit, or the nearest one above, has. */
  private async dutyFor({ organisation, at }: Caller, unitId: string): Promise<DutyEntity> {
    const units = organisation.unitAndAbove(unitId, at);
    const duty = await dutyOfProcedure(this.dataSource.manager, 'incident', units);
    if (duty !== undefined) return duty;
    throw organisation.unit(unitId, at) === undefined
      ? badRequest([{ pointer: '/unit', detail: 'there is no such unit' }])
      : refused('no-duty', 'No plan of this unit says how incidents are handled.');
  }

  /** @throws Problem 400 */
  private async channelOf({ matter, channel }: ReportIncidentRequest): Promise<{ channel?: string }> {
    if ((matter === 'channel') !== (channel !== undefined)) {
      const detail =
        matter === 'channel' ? 'names which one of the register' : 'is for what is about a channel';
      throw badRequest([{ pointer: '/channel', detail }]);
    }
    if (channel === undefined) return {};
    if (!(await this.dataSource.manager.existsBy(ChannelEntity, { id: channel })))
      throw badRequest([{ pointer: '/channel', detail: 'there is no such channel in the register' }]);
    return { channel };
  }
}

/** @throws Problem 404 for an obligation that is no incident */
export function requireIncident({ procedure }: ObligationEntity): void {
  if (procedure !== 'incident') throw notFound('incident');
}
