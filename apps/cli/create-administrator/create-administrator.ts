import { assertZone } from '../../../libs/domain/calendar/zone.js';
import { instantOf } from '../../../libs/domain/time.js';
import {
  AdministratorRefused,
  createAdministrator,
  type NewAdministrator,
} from '../../../libs/identity/create-administrator.js';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import { instanceConfig } from '../instance-config.js';

export interface AdministratorOptions {
  readonly unit: string;
  readonly username: string;
  readonly name: string;
  readonly officer?: string;
  readonly titleZh?: string;
  readonly titleEn?: string;
  readonly zone: string;
}

const ID = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const USERNAME = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

/** @returns the exit code */
export async function createFirstAdministrator(options: AdministratorOptions): Promise<number> {
  try {
    const administrator = administratorOf(options);
    const dataSource = await createDataSource({
      url: instanceConfig().databaseUrl,
      poolSize: 2,
    }).initialize();
    try {
      const password = await createAdministrator(dataSource, administrator);
      if (password === undefined)
        throw new AdministratorRefused(
          `Officer "${administrator.officerId}" is there already, and stays as they are.`,
        );
      console.log(`User name:         ${administrator.username}`);
      console.log(`One-time password: ${password}`);
      console.log('It is shown this once. Whoever signs in with it has to replace it first of all.');
      return 0;
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    console.error(`luze: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** @throws AdministratorRefused, RangeError */
function administratorOf({
  unit,
  username,
  name,
  officer,
  zone,
  ...title
}: AdministratorOptions): NewAdministrator {
  const officerId = officer ?? username.replace(/[._]/g, '-');
  if (!USERNAME.test(username))
    throw new AdministratorRefused('--username: lower-case letters, digits, dots, hyphens and underscores.');
  for (const [option, id] of [
    ['--unit', unit],
    ['--officer', officerId],
  ] as const) {
    if (!ID.test(id))
      throw new AdministratorRefused(`${option}: lower-case letters, digits and single hyphens.`);
  }
  if (!/^[^\p{Cc}]{1,100}$/u.test(name.trim()))
    throw new AdministratorRefused('--name: 1 to 100 characters on one line.');
  assertZone(zone);
  const { titleZh: zh, titleEn: en } = title;
  return {
    officerId,
    unitId: unit,
    name,
    username,
    at: instantOf(Date.now()),
    ...(zh && en ? { newUnit: { title: { zh, en }, zone } } : {}),
  };
}
