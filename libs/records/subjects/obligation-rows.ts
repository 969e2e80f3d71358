import type { ObligationState } from '../../domain/obligation/obligation.js';
import type { Launch } from '../../domain/stage/entries.js';
import type { Light, PartyState, PartyStatus, StageState } from '../../domain/stage/state.js';
import type { Entry } from '../../domain/subject/machine.js';
import type { Instant } from '../../domain/time.js';
import type { LaunchFileRow } from '../../persistence/repositories/launch-file.repository.js';
import type { ObligationRow } from '../../persistence/repositories/obligation.repository.js';
import type { PartyStateRow } from '../../persistence/repositories/party-state.repository.js';

/** The row of the board. */
export function obligationRow(state: ObligationState, wake: Instant | null, version: number): ObligationRow {
  const { brief } = state;
  const open = state.stages.filter((stage) => stage.outcome === null);
  const shown = open[0] ?? state.stages.at(-1);
  const running = open.flatMap((stage) => [...stage.parties.values()]);
  return {
    id: brief.id,
    unitId: brief.unitId,
    dutyId: brief.dutyId,
    dutyVersion: brief.dutyVersion,
    planRow: brief.duty.row,
    title: brief.duty.title,
    procedure: brief.duty.procedure,
    floor: brief.duty.floor,
    periodFrom: brief.period?.from ?? null,
    periodTo: brief.period?.to ?? null,
    cycleId: brief.cycleId,
    parentId: brief.parentId,
    document: brief.document,
    openedBy: brief.openedBy,
    occurredAt: brief.occurrence?.at ?? null,
    via: brief.occurrence?.via ?? null,
    isLaterEntry: brief.occurrence?.isLaterEntry ?? false,
    backfilled: brief.backfilled ?? false,
    status: state.result ?? 'open',
    light: worstLight(running),
    stage: open[0]?.definition.name ?? null,
    due: earliestDue(running) ?? earliestConfirmation(state),
    nextRungAt: wake,
    partyCounts: shown === undefined ? {} : countByStatus(shown),
    openedAt: state.openedAt,
    closedAt: state.closedAt,
    version,
  };
}

/** The rows of the parties that differ between two states. */
export function changedPartyRows(
  subject: string,
  before: Pick<ObligationState, 'stages'>,
  after: Pick<ObligationState, 'stages'>,
): PartyStateRow[] {
  const rows: PartyStateRow[] = [];
  after.stages.forEach((stage, index) => {
    const earlier = before.stages[index];
    if (earlier === stage) return;
    let position = 0;
    for (const [id, party] of stage.parties) {
      if (earlier?.parties.get(id) !== party) rows.push(partyRow(subject, stage, party, position));
      position += 1;
    }
  });
  return rows;
}

const partyRow = (
  subject: string,
  stage: StageState,
  party: PartyState,
  position: number,
): PartyStateRow => ({
  subject,
  stage: stage.definition.name,
  party: party.party.id,
  position,
  status: party.status,
  light: party.light,
  due: party.clock?.due ?? null,
  mover: party.clock?.post ?? null,
  endedAt: party.endedAt,
  concerns: concernedPosts(party),
  state: party,
});

/** Those who owe or write to whoever owes, stand above or review, and those who keep or are asked to look at what was handed in by reference. */
function concernedPosts({
  party: { actsThrough, levels, reviewers, desk },
  submission,
}: PartyState): string[] {
  const ofReferences = (submission?.evidence ?? []).flatMap((item) =>
    'reference' in item ? [item.reference.custodianPost, item.reference.sightedBy ?? []].flat() : [],
  );
  return [
    ...new Set([
      ...actsThrough,
      ...(desk === undefined ? [] : [desk]),
      ...levels,
      ...reviewers,
      ...ofReferences,
    ]),
  ];
}

/** The launch files that entries opened; one that names an existing file opens none. */
export function launchFileRows(
  subject: string,
  seq: number,
  unitId: string,
  entries: readonly Entry[],
): LaunchFileRow[] {
  return entries.flatMap((entry, index) => {
    const { launch, stage } = entry.body as { launch?: Launch; stage?: string };
    if (launch === undefined || stage === undefined || launch.existing) return [];
    const { id, answering, holdings } = launch;
    return [{ id, subject, seq: seq + index + 1, unitId, stage, answering, holdings, openedAt: entry.at }];
  });
}

function worstLight(parties: readonly PartyState[]): Light {
  const lights = new Set(parties.map((party) => party.light));
  return (['red', 'yellow', 'blue'] as const).find((light) => lights.has(light)) ?? null;
}

/** When nothing else runs any more, the obligation waits for this. */
function earliestConfirmation({ stages }: ObligationState): Instant | null {
  const dues = stages.flatMap(({ parties }) =>
    [...parties.values()].flatMap(({ confirmation }) => confirmation?.due ?? []),
  );
  return dues.sort()[0] ?? null;
}

/** A suspension's own clock asks nothing of the party, so it does not count. */
function earliestDue(parties: readonly PartyState[]): Instant | null {
  let earliest: Instant | null = null;
  for (const { clock } of parties) {
    if (clock === null || clock.of === 'suspension') continue;
    if (earliest === null || clock.due < earliest) earliest = clock.due;
  }
  return earliest;
}

function countByStatus(stage: StageState): Partial<Record<PartyStatus, number>> {
  const counts: Partial<Record<PartyStatus, number>> = {};
  for (const { status } of stage.parties.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
