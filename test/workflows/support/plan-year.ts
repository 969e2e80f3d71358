import { setTimeout as sleep } from 'node:timers/promises';
import type { Organisation } from '../../../libs/domain/organisation/organisation.js';
import type { PartyState } from '../../../libs/domain/stage/state.js';
import { instantOf, plusMs, type Instant } from '../../../libs/domain/time.js';
import { adoptPlan } from '../../../libs/plan/adopt/adopt-plan.js';
import { installExample } from '../../../libs/plan/adopt/install-example.js';
import type { ExampleOrganisation } from '../../../libs/plan/organisation.js';
import { readPack, shippedPackFolder } from '../../../libs/plan/pack.js';
import { planSubject } from '../../../libs/records/configuration/changes.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { startOpenedBy } from '../../../libs/temporal/start-subjects.js';
import { World } from './world.js';
import { takeOutlook, type Outlook } from './year-outlook.js';

const HOUR_MS = 3_600_000;

/** What a party does: acts as soon as it can, acts after its reminder, or never. */
export type Conduct = 'early' | 'late' | 'silent';

export interface PlanYearOptions {
  readonly year: number;
  readonly conductOf: (party: string, periodFrom: string) => Conduct;
  /** What is changed in the course of the year, in the order of its instants. */
  readonly changes: readonly YearChange[];
}

/** Something that changes what the previews say. */
export interface YearChange {
  readonly at: Instant;
  readonly make: (play: PlanYear) => Promise<void>;
}

interface OpenParty {
  readonly subject: string;
  readonly stage: string;
  readonly party: string;
  readonly state: PartyState;
  readonly period_from: string | null;
}

/** The shipped pack in its example court, through a year: time is skipped, parties act by the script, reviewers accept at once. */
export class PlanYear {
  /** How the year looked at first, and after each change. */
  readonly outlooks: Outlook[] = [];
  private commands = 0;

  private constructor(
    readonly world: World,
    readonly organisation: Organisation,
    private readonly options: PlanYearOptions,
  ) {}

  static async prepare(options: PlanYearOptions): Promise<PlanYear> {
    const { source, example } = await readPack(shippedPackFolder('court'));
    const at = instantOf(Date.now());
    const world = await World.create({
      seed: (manager) =>
        installExample(manager, example as ExampleOrganisation, { at, passwordHash: 'none' }),
    });
    const { dataSource, starter } = world;
    const facts = new Facts();
    const first = `${options.year}-01-01`;
    const adopted = await dataSource.transaction((manager) =>
      adoptPlan(manager, facts, { unitId: 'court', source, adoptionDate: first, at, actor: null }),
    );
    await startOpenedBy({ dataSource, starter }, planSubject(adopted.planId));
    const { organisation } = await facts.organisation(dataSource.manager);
    const play = new PlanYear(world, organisation, options);
    await play.lookAhead(at);
    return play;
  }

  /** Plays the year, and what its ladders bring in the weeks after it. */
  async play(): Promise<void> {
    for (const { at, make } of this.options.changes) {
      await this.playUntil(at);
      await this.passTo(at);
      await make(this);
      await this.untilSettled();
      await this.world.atRest();
      await this.lookAhead(at);
    }
    await this.playUntil(null);
  }

  /** The newest outlook. */
  get outlook(): Outlook {
    return this.outlooks.at(-1) as Outlook;
  }

  private async lookAhead(at: Instant): Promise<void> {
    this.outlooks.push(await takeOutlook(this.world, this.options.year, at));
  }

  private async playUntil(end: Instant | null): Promise<void> {
    for (const instant of this.instants()) {
      if (end !== null && instant >= end) return;
      await this.passTo(instant);
      while (await this.actOnce()) await this.untilSettled();
    }
  }

  /** After each opening and each reminder, when the script has its turn; and once when every ladder has ended. */
  private instants(): Instant[] {
    const { at: begin, cycles } = this.outlook;
    const periods = cycles.flatMap((cycle) => cycle.periods);
    const rungs = periods.flatMap(({ stages }) => stages.flatMap((stage) => stage.rungs));
    const openings = periods.map(({ opensAt }) => opensAt);
    const reminders = rungs.filter(({ action }) => action === 'remind').map(({ at }) => at);
    const last = rungs.reduce((latest, { at }) => (at > latest ? at : latest), '');
    const turns = [...openings, ...reminders, last].map((at) => plusMs(at, HOUR_MS));
    return [...new Set(turns)].filter((at) => at > begin).sort();
  }

  private async passTo(instant: Instant): Promise<void> {
    const ms = Date.parse(instant) - (await this.world.now());
    if (ms > 0) await this.world.env.sleep(ms);
    await this.untilSettled();
  }

  /** Returns when the ledger holds all that has come due, and every procedure has gone on. */
  private async untilSettled(): Promise<void> {
    for (;;) {
      const now = instantOf(await this.world.now());
      const [row] = await this.world.dataSource.query<[{ busy: boolean }]>(
        `SELECT EXISTS (SELECT FROM subject WHERE wake <= $1 OR workflow IS NOT NULL AND started_at IS NULL
             OR kind = 'dispatch' AND wake IS NULL AND state->>'completedAt' IS NULL)
           OR EXISTS (SELECT FROM obligation o WHERE closed_at IS NULL AND NOT EXISTS (
             SELECT FROM party_state p WHERE p.subject = 'obligation/' || o.id AND p.ended_at IS NULL)) AS busy`,
        [now],
      );
      if (!row.busy) return;
      await sleep(10);
    }
  }

  /** Lets everybody whose turn it is act; false when it was nobody's. */
  private async actOnce(): Promise<boolean> {
    const open = await this.world.dataSource.query<OpenParty[]>(
      `SELECT p.subject, p.stage, p.party, p.state, o.period_from
       FROM party_state p JOIN obligation o ON p.subject = 'obligation/' || o.id
       WHERE p.ended_at IS NULL ORDER BY p.subject, p.position`,
    );
    const acted = await Promise.all(open.map((party) => this.act(party)));
    return acted.includes(true);
  }

  private async act({ subject, stage, party, state, period_from: from }: OpenParty): Promise<boolean> {
    const { clock } = state;
    if (stage.startsWith('launch-decision')) {
      // Whoever is asked finds nothing in it: the year is about what leads to the file.
      const decision = { outcome: 'none', reasons: 'r'.repeat(64), respondents: [] };
      await this.command(subject, state.party.actsThrough[0] ?? '', 'decide-launch', decision);
      return true;
    }
    if (state.status === 'in-review') {
      await this.command(subject, clock?.post ?? '', 'review', {
        stage,
        party,
        verdict: 'accept',
        reason: null,
      });
      return true;
    }
    const conduct = this.options.conductOf(party, from ?? '');
    const isReminded = clock?.rungs.every(({ action }) => action !== 'remind') === true;
    if (conduct === 'silent' || (conduct === 'late' && !isReminded)) return false;
    const definition = this.outlook.cycles
      .find(({ brief }) => subject.startsWith(`obligation/${brief.id}.`))
      ?.brief.duty.stages.find(({ name }) => name === stage);
    await this.command(subject, state.party.actsThrough[0] ?? '', 'submit', {
      stage,
      party,
      evidence:
        definition?.evidence.map(({ name }) => ({ requirement: name, document: 'a'.repeat(64) })) ?? [],
      ...(stage === 'minutes' ? { followUps: [this.decision()] } : {}),
    });
    return true;
  }

  /** What the leading group decides; nobody will carry it out. */
  private decision() {
    return { document: 'd'.repeat(64), post: 'civil-head', due: `${this.options.year}-08-20T15:59:59.999Z` };
  }

  private async command(subject: string, post: string, kind: string, fields: object): Promise<void> {
    const officer = this.organisation.holderOf(post, instantOf(await this.world.now()));
    if (officer === undefined) throw new Error(`nobody holds "${post}"`);
    this.commands += 1;
    const message = { id: `script-${this.commands}`, kind, actor: { officer, asClerk: false }, ...fields };
    await this.world.gateway.execute(subject, message as never);
  }
}
