import type { Finding } from '../../../libs/ledger/bundle/findings.js';
import type { BundleReport } from '../../../libs/ledger/bundle/verify-bundle.js';
import type { Verdict } from './verdict.js';

/** What a report says, in plain words. */
export function describeReport(report: BundleReport, keysGiven: boolean): Verdict {
  const sound = report.findingCount === 0;
  return {
    sound,
    said: [
      ...aboutBundle(report),
      ...(sound ? checked(report) : faults(report)),
      ...aboutKeys(report, keysGiven),
    ],
  };
}

function aboutBundle({ header, signed }: BundleReport): string[] {
  const what =
    header.selection === null
      ? 'the whole log'
      : `a selection by ${Object.entries(header.selection)
          .map(([name, value]) => `${name}=${value}`)
          .join(', ')}`;
  const of = signed.checkpoint === null ? '' : ` of ${signed.checkpoint.origin}`;
  return [
    `Bundle: ${what}${of}, exported at ${header.exportedAt}`,
    ...(header.later === 0 ? [] : [`${header.later} entries came after its checkpoint and are not in it.`]),
  ];
}

function checked({ header, signed, kept, leaves, subjects, sawGaps, erased }: BundleReport): string[] {
  const size = signed.checkpoint?.size ?? 0;
  const whole = header.selection === null;
  const lines = [
    `the checkpoint of ${size} leaves is signed by ${signed.signers.join(', ')}`,
    `${leaves.whole} entries are what was recorded, each by its salt`,
    whole
      ? `all ${size} leaves, in their order, lead to the root that was signed`
      : `each entry is in the tree that was signed, by its own proof`,
    `the numbers of ${subjects} subjects ascend${sawGaps ? ' without a gap' : ' (in a selection there may be gaps)'}`,
    `the counts and the bytes are those that were written`,
  ];
  if (kept !== null) lines.push(`the log goes on from the checkpoint of ${kept.size} leaves that was kept`);
  const notes = [];
  if (leaves.hidden > 0)
    notes.push(`${leaves.hidden} leaves are bare: whoever exported this may not see their entries.`);
  if (leaves.erased > 0)
    notes.push(
      `${leaves.erased} entries were erased: that they were there is proved, what they said is not. ` +
        `Compare with the entries about erasures: ${erased.join(', ')}${leaves.erased > erased.length ? ', ...' : ''}`,
    );
  return [...lines.map((line) => `✔ ${line}`), ...notes, 'Nothing is off.'];
}

function faults({ findings, findingCount }: BundleReport): string[] {
  const more = findingCount - findings.length;
  return [
    ...findings.map((finding) => `✘ ${describe(finding)}`),
    ...(more > 0 ? [`and ${more} more`] : []),
    `${findingCount} ${findingCount === 1 ? 'thing is' : 'things are'} off.`,
  ];
}

function describe({ index, entry, why }: Finding): string {
  const where = [entry, index === null ? null : `index ${index}`].filter((part) => part !== null);
  return where.length === 0 ? why : `${where.join(', ')}: ${why}`;
}

function aboutKeys({ header }: BundleReport, keysGiven: boolean): string[] {
  if (keysGiven) return [];
  return [
    `No --key was given: the key (${header.keys[0]}) came from the bundle itself. This shows that the bundle agrees with itself, and not ` +
      `who made it: whoever wrote the bundle could have made the key too.`,
  ];
}
