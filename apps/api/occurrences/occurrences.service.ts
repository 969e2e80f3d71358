import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OccurrenceRule } from '../../../libs/domain/duty/definition.js';
import { openingPostOf, opensFor } from '../../../libs/domain/obligation/occurrence.js';
import type { PostId, Unit } from '../../../libs/domain/organisation/organisation.js';
import { instantOf, type Instant } from '../../../libs/domain/time.js';
import type { DutyEntity } from '../../../libs/persistence/entities/duty.entity.js';
import { newestDuties } from '../../../libs/persistence/repositories/duty.repository.js';
import type { Caller } from '../auth/caller.js';
import type { Command } from '../common/idempotency/command.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import type { Page } from '../common/page/page.response.dto.js';
import { badRequest, forbidden, notFound, refused, type Fault } from '../common/problem/problem.js';
import type {
  ObligationDetailResponse,
  ObligationResponse,
} from '../obligations/dto/obligation.response.dto.js';
import { ObligationsService } from '../obligations/obligations.service.js';
import { isGone } from '../obligations/task-faults.js';
import { OccurrenceOpenings } from './occurrence-openings.js';
import type { OpenOccurrenceRequest } from './dto/occurrence.request.dto.js';

/** What happens, and which duty answers it. */
@Injectable()
export class OccurrencesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly openings: OccurrenceOpenings,
    private readonly obligations: ObligationsService,
  ) {}

  async list(caller: Caller, dutyId: string, page: PageRequest): Promise<Page<ObligationResponse>> {
    await this.dutyOf(dutyId);
    return this.obligations.occurrencesOf(caller, dutyId, page);
  }

  /**
   * Opens what answers it, by the duty's own rule of who may.
   *
   * @throws Problem 400, 403, 404, 409 (`not-on-occurrence`, `carried-elsewhere`, `nobody-owes`)
   */
  async open(
    command: Command,
    dutyId: string,
    request: OpenOccurrenceRequest,
  ): Promise<ObligationDetailResponse> {
    const { caller } = command;
    const duty = await this.dutyOf(dutyId);
    const rule = duty.definition.occurrence;
    if (rule === undefined)
      throw refused('not-on-occurrence', 'This duty recurs by its cycle: nobody opens it by hand.');
    if (duty.definition.procedure === 'incident')
      throw refused('carried-elsewhere', 'An incident is reported at /incidents.');
    const now = instantOf(Date.now());
    const unit = unitConcerned(caller, duty, request, now);
    const onBehalfOf = inWhoseName(caller, rule, unit.id, request.onBehalfOf, now);
    const id = await this.openings.open(command, duty, unit, { ...request, now, onBehalfOf });
    return this.obligations.detail(caller, id);
  }

  private async dutyOf(id: string): Promise<DutyEntity> {
    const duty = (await newestDuties(this.dataSource.manager, [id])).get(id);
    if (duty === undefined) throw notFound('duty');
    return duty;
  }
}

/** @throws Problem 400 for a unit that the duty is not for, or for what has yet to happen */
export function unitConcerned(
  { organisation }: Caller,
  duty: DutyEntity,
  { unit: id, occurredAt }: Pick<OpenOccurrenceRequest, 'unit' | 'occurredAt'>,
  now: Instant,
): Unit {
  const unit = organisation.unit(id, now);
  const faults: Fault[] = [];
  if (isGone(unit)) faults.push({ pointer: '/unit', detail: 'there is no such unit' });
  else if (!organisation.isWithin(unit.id, duty.unitId, now))
    faults.push({ pointer: '/unit', detail: "must be the duty's unit or one below it" });
  if (occurredAt !== undefined && occurredAt > now)
    faults.push({ pointer: '/occurredAt', detail: 'must not lie in the future' });
  if (faults.length > 0 || unit === undefined) throw badRequest(faults);
  return unit;
}

/**
 * The post in whose name a clerk enters it; null for those who hold one that opens occurrences themselves.
 *
 * @throws Problem 400 for a post that opens none, 403 for whoever is neither
 */
function inWhoseName(
  caller: Caller,
  rule: OccurrenceRule,
  unitId: string,
  onBehalfOf: PostId | undefined,
  now: Instant,
): PostId | null {
  const { organisation, officerId } = caller;
  if (onBehalfOf === undefined && openingPostOf(organisation, rule, unitId, officerId, now) !== undefined)
    return null;
  const kinds = rule.openedBy.join(' or ');
  if (!caller.holds(['clerk'], unitId))
    throw forbidden(
      `Only who holds a post of kind ${kinds} in this unit, above or beside it, or a clerk, may do this.`,
    );
  if (onBehalfOf !== undefined && !opensFor(organisation, rule, unitId, onBehalfOf, now))
    throw badRequest([
      { pointer: '/onBehalfOf', detail: `must be a post of kind ${kinds} in the unit, above or beside it` },
    ]);
  const nearest = rule.openedBy.map((kind) => organisation.nearestPostOfKind(kind, unitId, now)?.id);
  const post = onBehalfOf ?? nearest.find((id) => id !== undefined);
  if (post === undefined) throw forbidden(`There is no post of kind ${kinds} in whose name to enter it.`);
  return post;
}
