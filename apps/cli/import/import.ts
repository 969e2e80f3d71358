import { DataSource, type EntityManager } from 'typeorm';
import type { ServiceConfig } from '../../../libs/config/config.js';
import { ConfigurationError } from '../../../libs/config/environment.js';
import { epochDayOf } from '../../../libs/domain/calendar/plain-date.js';
import { instantOf } from '../../../libs/domain/time.js';
import { oneTimePassword, Passwords } from '../../../libs/identity/passwords.js';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import { AdoptionRefused, type AdoptedPlan } from '../../../libs/plan/adopt/adoption.js';
import { adoptPlan } from '../../../libs/plan/adopt/adopt-plan.js';
import { hasOrganisation, installExample } from '../../../libs/plan/adopt/install-example.js';
import type { ExampleOrganisation } from '../../../libs/plan/organisation.js';
import { readPack, shippedPackFolder, shippedPackNames, type Pack } from '../../../libs/plan/pack.js';
import { FaultyFile } from '../../../libs/plan/source/fault.js';
import { planSubject } from '../../../libs/records/configuration/changes.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { temporalClient } from '../../../libs/temporal/client.js';
import { TemporalUnavailable } from '../../../libs/temporal/errors.js';
import { startOpenedBy } from '../../../libs/temporal/start-subjects.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';
import { instanceConfig } from '../instance-config.js';
import { writeDemoAccounts } from './demo-accounts.js';

export interface ImportOptions {
  readonly pack: string;
  readonly unit?: string;
  readonly adoptionDate?: string;
  readonly trialUntil?: string;
  readonly withoutExample?: boolean;
  readonly ifEmpty?: boolean;
}

/** What a person can put right; told in one line, without a stack. */
class ImportRefused extends Error {}

/** @returns the exit code */
export async function importPack(options: ImportOptions): Promise<number> {
  try {
    const config = instanceConfig();
    requireDate('--adoption-date', options.adoptionDate);
    requireDate('--trial-until', options.trialUntil);
    const pack = await openPack(options.pack);
    const dataSource = await createDataSource({ url: config.databaseUrl, poolSize: 2 }).initialize();
    try {
      console.log(await load(dataSource, config, pack, options));
      return 0;
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    console.error(`luze: ${explain(error, options)}`);
    return 1;
  }
}

async function load(
  dataSource: DataSource,
  config: ServiceConfig,
  pack: Pack,
  options: ImportOptions,
): Promise<string> {
  const adopted = await dataSource.transaction(async (manager) => {
    const isEmpty = !(await hasOrganisation(manager));
    if (!isEmpty && options.ifEmpty) return null;
    if (isEmpty && options.withoutExample)
      throw new ImportRefused('there is no organisation yet: luze create-administrator makes the first unit');
    if (isEmpty) await install(manager, config, pack.example, options.pack);
    const unitId = options.unit ?? (isEmpty ? pack.example?.adoptingUnitId : undefined);
    if (unitId === undefined)
      throw new ImportRefused('there is an organisation already: name the --unit that adopts the plan');
    return adoptPlan(manager, new Facts(), {
      unitId,
      source: pack.source,
      adoptionDate: options.adoptionDate,
      trialUntil: options.trialUntil,
      at: instantOf(Date.now()),
      actor: null,
    });
  });
  if (adopted === null) return 'There is an organisation already: nothing was loaded.';
  await startCycles(dataSource, config, adopted);
  const { planId, adoptionDate, duties, newCycles } = adopted;
  return `Plan ${planId}, adopted on ${adoptionDate}: ${duties.length} duties, ${newCycles.length} new cycles.`;
}

async function install(
  manager: EntityManager,
  config: ServiceConfig,
  example: ExampleOrganisation | null,
  pack: string,
): Promise<void> {
  if (example === null)
    throw new ImportRefused(`there is no organisation yet, and pack ${pack} brings no example of one`);
  const password = oneTimePassword().slice(0, 20);
  await installExample(manager, example, {
    at: instantOf(Date.now()),
    passwordHash: await new Passwords().hash(password),
  });
  // Before the commit: accounts whose password nobody knows would be worse than a file about accounts that are not there.
  await writeDemoAccounts(config.dataDir, example, password);
}

async function startCycles(
  dataSource: DataSource,
  config: ServiceConfig,
  { planId }: AdoptedPlan,
): Promise<void> {
  const client = temporalClient(config.temporalAt());
  try {
    const starter = new SubjectStarter(client, config.temporalTaskQueue);
    await startOpenedBy({ dataSource, starter }, planSubject(planId));
  } finally {
    await client.connection.close();
  }
}

async function openPack(pack: string): Promise<Pack> {
  const isShipped = (await shippedPackNames()).includes(pack);
  return readPack(isShipped ? shippedPackFolder(pack) : pack);
}

function requireDate(option: string, date: string | undefined): void {
  if (date === undefined) return;
  try {
    epochDayOf(date);
  } catch (error) {
    throw new ImportRefused(`${option}: ${(error as Error).message}`);
  }
}

function explain(error: unknown, { pack }: ImportOptions): string {
  if (error instanceof FaultyFile) {
    return `pack ${pack} is not as it must be; nothing was loaded:\n${error.message}`;
  }
  if (error instanceof AdoptionRefused) return error.detail;
  if (error instanceof TemporalUnavailable) {
    return 'the plan is on record, but Temporal is away: its cycles begin when the next worker starts';
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return `there is no pack ${pack}: it is neither one that is shipped nor a folder with a plan.yaml`;
  if (error instanceof ImportRefused || error instanceof ConfigurationError) return message;
  return code === undefined ? String((error as Error).stack) : `the database cannot be used: ${code}`;
}
