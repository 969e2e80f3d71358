import { roundOf } from '../../../libs/domain/incident/rounds.js';
import type { LedgerEntryEntity } from '../../../libs/persistence/entities/ledger-entry.entity.js';

/** A text that came into the file with an entry. */
export interface FileText {
  readonly what: string;
  readonly document: string;
  readonly at: string;
}

interface Bodies {
  readonly what?: string;
  readonly respondent?: string;
  readonly document?: string | null;
  readonly reasons?: string;
  readonly reason?: string | null;
  readonly dissent?: string | null;
  readonly name?: string;
  readonly stage?: string;
  readonly party?: string;
  readonly findings?: readonly { readonly respondent: string; readonly document: string }[];
  readonly evidence?: readonly { readonly requirement: string; readonly document?: string }[];
  readonly isAdopted?: boolean;
}

/** Entries whose texts are for the group and those above it alone. */
const OF_THE_GROUP: ReadonlySet<string> = new Set([
  'launch-decided',
  'conflict-declared',
  'member-released',
  'report-drafted',
  'report-signed',
  'document-kept',
  'objection-raised',
  'appeal-decided',
  'inquiry-ended',
]);

/**
 * The texts of a file in the order in which they came into it.
 *
 * @param own the respondents as whom somebody sees it, with their virtual posts; empty: all of it
 */
export function fileTexts(entries: readonly LedgerEntryEntity[], own: readonly string[]): FileText[] {
  const isWhole = own.length === 0;
  const hasDecision = entries.some(
    ({ kind, body }) =>
      kind === 'served' &&
      (body as Bodies).what === 'decision' &&
      own.includes((body as Bodies).respondent ?? ''),
  );
  return entries.flatMap(({ kind, at, body }): FileText[] => {
    const said = body as Bodies;
    if (!isWhole && !isForThem(kind, said, own, hasDecision)) return [];
    const text = (what: string, document: string | null | undefined): FileText[] =>
      document == null ? [] : [{ what, document, at }];
    switch (kind) {
      case 'document-kept':
        return text(said.name ?? kind, said.document);
      case 'served':
        return text(said.what ?? kind, said.document);
      case 'evidence-submitted':
        return (said.evidence ?? []).flatMap(({ requirement, document }) => text(requirement, document));
      case 'report-drafted':
        return [
          ...text('report', said.document),
          ...(said.findings ?? []).flatMap(({ document }) => text('finding', document)),
        ];
      case 'report-signed':
        return text('dissent', said.dissent);
      default:
        return text(kind, said.document ?? said.reasons ?? said.reason);
    }
  });
}

/** Whether a respondent may read it: what was served on them, what they said themselves, and the file list. */
function isForThem(kind: string, said: Bodies, own: readonly string[], hasDecision: boolean): boolean {
  if (OF_THE_GROUP.has(kind)) return false;
  if (kind === 'inquiry-decided' || kind === 'decision-corrected') return hasDecision;
  if (kind !== 'evidence-submitted') return said.respondent !== undefined && own.includes(said.respondent);
  return roundOf(said.stage ?? '').stage === 'file-access' || own.includes(said.party ?? '');
}
