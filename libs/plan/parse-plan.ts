import type {
  DutyDefinition,
  InquiryRules,
  Ladder,
  PartyRule,
  ReviewDefinition,
} from '../domain/duty/definition.js';
import { ladderOf, ladderSpecFaults } from '../domain/duty/ladder-spec.js';
import { validateDuty } from '../domain/duty/validate.js';
import { readRule } from '../domain/recurrence/rule-text.js';
import {
  PlanFile,
  type CycleText,
  type DutyText,
  type InquiryRulesText,
  type LadderText,
  type StageText,
} from './format/plan-file.js';
import type { Plan, PlannedCycle, PlannedDuty, PlanSource } from './plan.js';
import { FaultyFile, pathOf, type Fault, type Path } from './source/fault.js';
import { shapeOf, type Shaped } from './source/shape.js';
import { YamlFile } from './source/yaml-file.js';

/**
 * Reads `plan.yaml`.
 *
 * @throws FaultyFile with everything that is wrong, each with its line: YAML, shape, names that lead nowhere, and what
 *   the domain says of each duty
 */
export function parsePlan(text: string): PlanSource {
  const file = YamlFile.read(text);
  const shaped = shapeOf(PlanFile, file);
  const reader = new PlanReader(file, shaped);
  const plan = reader.read();
  if (reader.faults.length > 0) throw new FaultyFile(reader.faults);
  return {
    // Plain data, without the classes that it was checked by.
    plan: structuredClone(plan),
    text,
    faultOf: (index, path, detail) => file.fault(['duties', index, ...path], detail),
  };
}

/** Follows the names in a file of the right shape; what has not the right shape is left aside, so that the rest is read too. */
class PlanReader {
  readonly faults: Fault[];
  private readonly source: PlanFile;
  private readonly ladders: ReadonlyMap<string, Ladder | null>;
  private readonly reviews: ReadonlyMap<string, ReviewDefinition | null>;
  private readonly postKinds: ReadonlySet<string>;
  private readonly bodyKinds: ReadonlySet<string>;

  constructor(
    private readonly file: YamlFile,
    private readonly shaped: Shaped<PlanFile>,
  ) {
    this.faults = [...shaped.faults];
    this.source = shaped.value;
    this.postKinds = new Set(this.named('posts', 'kind', () => true).keys());
    this.bodyKinds = new Set(this.named('bodies', 'kind', () => true).keys());
    this.ladders = this.named('ladders', 'name', (ladder, path) => this.ladder(ladder, path));
    this.reviews = this.named('reviews', 'name', ({ by, within, ladder }, path) => {
      if (by !== 'superior') this.requireKind(this.postKinds, by.post, [...path, 'by'], 'posts');
      const found = this.find(this.ladders, ladder, [...path, 'ladder'], 'ladder');
      return found ? { by, within, ladder: found } : null;
    });
  }

  read(): Plan {
    const { key, version, title, office, posts, bodies } = this.source;
    if (typeof office === 'string') this.requireKind(this.postKinds, office, ['office'], 'posts');
    const duties = [...this.named('duties', 'key', (duty, path) => this.duty(duty, path)).values()];
    return {
      key,
      version,
      title,
      ...(office === undefined ? {} : { office }),
      posts,
      bodies,
      duties: duties.filter((duty) => duty !== null),
    };
  }

  /** The items of a list by their name; the value is null where an item is not sound. */
  private named<
    L extends 'posts' | 'bodies' | 'ladders' | 'reviews' | 'duties',
    K extends keyof PlanFile[L][number],
    T,
  >(list: L, nameKey: K, read: (item: PlanFile[L][number], path: Path) => T): Map<string, T | null> {
    const found = new Map<string, T | null>();
    if (!Array.isArray(this.source[list])) return found;
    this.source[list].forEach((item: PlanFile[L][number], index) => {
      const path = [list, index];
      const name = (item as PlanFile[L][number] | null)?.[nameKey];
      if (typeof name !== 'string') return;
      if (found.has(name)) this.fault([...path, nameKey as string], `"${name}" stands in ${list} already`);
      else found.set(name, this.shaped.isSound(path) ? read(item, path) : null);
    });
    return found;
  }

  private ladder(ladder: LadderText, path: Path): Ladder | null {
    const faults = ladderSpecFaults(ladder);
    for (const { pointer, detail } of faults) this.fault([...path, ...pathOf(pointer)], detail);
    return faults.length === 0 ? ladderOf(ladder) : null;
  }

  private duty(text: DutyText, path: Path): PlannedDuty | null {
    const cycle = text.cycle ? this.cycle(text.cycle, [...path, 'cycle']) : null;
    if (cycle === null && !text.occurrence && text.procedure !== 'inquiry')
      this.fault(path, 'says neither when it recurs (cycle) nor who opens it (occurrence)');
    this.requireOpeners(text.occurrence?.openedBy ?? [], [...path, 'occurrence', 'openedBy']);
    const stages = text.stages.map((stage, index) => this.stage(stage, [...path, 'stages', index]));
    if (stages.some((stage) => stage === null)) return null;
    const definition: DutyDefinition = {
      key: text.key,
      row: text.row,
      title: text.title,
      basis: text.basis,
      procedure: text.procedure ?? 'duty',
      floor: text.floor ?? false,
      stages: stages.filter((stage) => stage !== null),
      ...(text.severities ? { severities: text.severities } : {}),
      ...(text.inquiry ? { inquiry: rulesOf(text.inquiry) } : {}),
      ...(text.occurrence ? { occurrence: text.occurrence } : {}),
      ...(text.limits ? { limits: text.limits } : {}),
      ...(text.sharesItemWith ? { sharesItemWith: text.sharesItemWith } : {}),
    };
    for (const fault of validateDuty(definition))
      this.fault(this.homeOf(text, path, pathOf(fault.pointer)), fault.detail);
    return { definition, cycle };
  }

  private cycle({ rule, starts, opens = 'period-start', ...keyed }: CycleText, path: Path): PlannedCycle {
    const { dates: register, leadWorkingDays } = keyed;
    if (register !== undefined) {
      if (
        rule !== undefined ||
        starts !== undefined ||
        opens !== 'period-start' ||
        leadWorkingDays === undefined
      )
        this.fault(path, 'what follows key dates has dates and leadWorkingDays, and nothing else');
      return { rule: '', opens, starts: '01-01', dates: { register, leadWorkingDays: leadWorkingDays ?? 0 } };
    }
    if (rule === undefined || starts === undefined || leadWorkingDays !== undefined)
      this.fault(
        path,
        'what recurs has a rule and starts; what follows key dates has dates and leadWorkingDays',
      );
    try {
      if (rule !== undefined) readRule(rule);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.fault([...path, 'rule'], error.message);
    }
    return { rule: rule ?? '', opens, starts: starts ?? '01-01' };
  }

  private stage(text: StageText, path: Path): DutyDefinition['stages'][number] | null {
    const ladder = this.find(this.ladders, text.ladder, [...path, 'ladder'], 'ladder');
    const review =
      text.review == null ? null : this.find(this.reviews, text.review, [...path, 'review'], 'review');
    this.requireParties(text.parties, [...path, 'parties']);
    if (!ladder || review === undefined) return null;
    return {
      name: text.name,
      title: text.title,
      kind: text.kind ?? 'duty',
      parties: text.parties,
      due: text.due,
      ladder,
      evidence: text.evidence ?? [],
      review,
      ...(text.meeting ? { meeting: text.meeting } : {}),
      ...(text.otherPersonThan ? { otherPersonThan: text.otherPersonThan } : {}),
      ...(text.tracksDecisions ? { tracksDecisions: true } : {}),
      ...(text.effortMinutes === undefined ? {} : { effortMinutes: text.effortMinutes }),
    };
  }

  /** Where the place in a duty is written down: what a stage takes by name has its own. */
  private homeOf(duty: DutyText, dutyPath: Path, path: Path): Path {
    const stage = path[0] === 'stages' ? duty.stages[Number(path[1])] : undefined;
    const [, , what, ...rest] = path;
    const ladderAt = (name: string): Path => [
      'ladders',
      this.source.ladders.findIndex((ladder) => ladder.name === name),
    ];
    if (stage && what === 'ladder') return [...ladderAt(stage.ladder), ...rest];
    if (stage && what === 'review') {
      const index = this.source.reviews.findIndex((review) => review.name === stage.review);
      const review = this.source.reviews[index];
      if (review && rest[0] === 'ladder') return [...ladderAt(review.ladder), ...rest.slice(1)];
      return ['reviews', index, ...rest];
    }
    return [...dutyPath, ...path];
  }

  private requireParties(parties: PartyRule, path: Path): void {
    if ('posts' in parties) this.requireKind(this.postKinds, parties.posts, path, 'posts');
    if ('nearest' in parties) this.requireKind(this.postKinds, parties.nearest, path, 'posts');
    if ('body' in parties) this.requireKind(this.bodyKinds, parties.body, path, 'bodies');
    if ('membersOf' in parties) this.requireKind(this.bodyKinds, parties.membersOf, path, 'bodies');
  }

  private requireOpeners(kinds: readonly string[], path: Path): void {
    kinds.forEach((kind, index) => this.requireKind(this.postKinds, kind, [...path, index], 'posts'));
  }

  private requireKind(kinds: ReadonlySet<string>, kind: string, path: Path, list: string): void {
    if (!kinds.has(kind)) this.fault(path, `"${kind}" is not among the kinds under ${list}`);
  }

  /** What a name stands for; undefined, with a fault, where there is none; null where it is there but not sound. */
  private find<T>(names: ReadonlyMap<string, T>, name: string, path: Path, what: string): T | undefined {
    if (!names.has(name))
      this.fault(path, `there is no ${what} "${name}": ${what}s are ${[...names.keys()].join(', ')}`);
    return names.get(name);
  }

  private fault(path: Path, detail: string): void {
    this.faults.push(this.file.fault(path, detail));
  }
}

const rulesOf = ({ measures, ...rules }: InquiryRulesText): InquiryRules => ({
  ...rules,
  measures: measures.map(({ lighter = false, ...measure }) => ({ ...measure, isLighter: lighter })),
});
