import { DEFAULT_POLICY, type Policy } from '../../domain/duty/definition.js';
import { Organisation, type OfficerId, type UnitId } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import type { OrganisationSnapshotRows } from '../../persistence/repositories/organisation.repository.js';

/** One version of the organisation, with the policies of its units and where mail goes. Immutable. */
export class OrganisationSnapshot {
  readonly version: number;
  readonly organisation: Organisation;
  private readonly policies: OrganisationSnapshotRows['policies'];
  private readonly addresses: ReadonlyMap<OfficerId, string>;

  constructor(rows: OrganisationSnapshotRows) {
    this.version = rows.version;
    this.organisation = new Organisation(rows);
    this.policies = rows.policies;
    this.addresses = new Map(rows.addresses.map(({ officerId, email }) => [officerId, email]));
  }

  /** The policy of the unit, or of the nearest unit above it at `at` that has one; the defaults where none has. */
  policyOf(unitId: UnitId, at: Instant): Policy {
    for (const id of this.organisation.unitAndAbove(unitId, at)) {
      const own = this.ownPolicy(id, at);
      if (own !== undefined) return own;
    }
    return DEFAULT_POLICY;
  }

  /** The unit and those below it that would go by a policy of its own: they have no nearer one. */
  unitsUnderPolicyOf(unitId: UnitId, at: Instant): UnitId[] {
    const { organisation } = this;
    return organisation
      .unitIds(at)
      .filter(
        (id) =>
          organisation
            .unitAndAbove(id, at)
            .find((above) => above === unitId || this.ownPolicy(above, at) !== undefined) === unitId,
      );
  }

  private ownPolicy(unitId: UnitId, at: Instant): Policy | undefined {
    return this.policies.findLast((own) => own.unitId === unitId && own.from <= at)?.policy;
  }

  /** Where the officer's mail goes; undefined: they have the inbox only. */
  addressOf(officerId: OfficerId): string | undefined {
    return this.addresses.get(officerId);
  }
}
