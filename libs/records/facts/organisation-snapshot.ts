import { DEFAULT_POLICY, type Policy } from '../../domain/duty/definition.js';
import { Organisation, type OfficerId, type UnitId } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import type { OrganisationSnapshotRows } from '../../persistence/repositories/organisation.repository.js';

/** One version of the organisation, with the policies of its units and where mail goes. Immutable. */
export class OrganisationSnapshot {
  readonly version: number;
  readonly organisation: Organisation;
  private readonly policies: ReadonlyMap<UnitId, Policy>;
  private readonly addresses: ReadonlyMap<OfficerId, string>;

  constructor(rows: OrganisationSnapshotRows) {
    this.version = rows.version;
    this.organisation = new Organisation(rows);
    this.policies = new Map(rows.policies.map(({ unitId, policy }) => [unitId, policy]));
    this.addresses = new Map(rows.addresses.map(({ officerId, email }) => [officerId, email]));
  }

  /** The policy of the unit, or of the nearest unit above it at `at` that has one; the defaults where none has. */
  policyOf(unitId: UnitId, at: Instant): Policy {
    const nearest = this.organisation.unitAndAbove(unitId, at).find((id) => this.policies.has(id));
    return (nearest !== undefined && this.policies.get(nearest)) || DEFAULT_POLICY;
  }

  /** Where the officer's mail goes; undefined: they have the inbox only. */
  addressOf(officerId: OfficerId): string | undefined {
    return this.addresses.get(officerId);
  }
}
