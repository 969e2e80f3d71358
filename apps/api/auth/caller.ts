import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Organisation, UnitId } from '../../../libs/domain/organisation/organisation.js';
import { instantOf, type Instant } from '../../../libs/domain/time.js';
import { forbidden } from '../common/problem/problem.js';
import type { Role } from './role.js';

/** A role in a unit and the units below it. */
export interface Grant {
  readonly role: Role;
  readonly unitId: UnitId;
}

/** Who asks, with what they may do in which unit, as things stand at this moment. */
export class Caller {
  constructor(
    readonly officerId: string,
    readonly grants: readonly Grant[],
    readonly organisation: Organisation,
    readonly mustChangePassword: boolean,
    /** SHA-256 of the token, hex: names the session. */
    readonly session: string,
    /** When they asked: what they may do follows from the organisation at this instant. */
    readonly at: Instant = instantOf(Date.now()),
  ) {}

  /** Whether they have the role somewhere; everybody is an officer. */
  has(role: Role): boolean {
    return role === 'officer' || this.grants.some((grant) => grant.role === role);
  }

  /** Whether they have one of the roles in the unit, from a grant there or above. */
  holds(roles: readonly Role[], unitId: UnitId): boolean {
    return this.grants.some(
      (grant) => roles.includes(grant.role) && this.organisation.isWithin(unitId, grant.unitId, this.at),
    );
  }

  /** The same person without a role: what they would still be shown. */
  without(role: Role): Caller {
    const others = this.grants.filter((grant) => grant.role !== role);
    const { officerId, organisation, mustChangePassword, session, at } = this;
    return new Caller(officerId, others, organisation, mustChangePassword, session, at);
  }

  /** @throws Problem 403 when they have none of the roles in the unit */
  require(roles: readonly Role[], unitId: UnitId): void {
    if (!this.holds(roles, unitId))
      throw forbidden(`Only ${roles.join(' or ')} of this unit or one above it may do this.`);
  }
}

/** Who asks. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().caller,
);
