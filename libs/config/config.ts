import { resolve } from 'node:path';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { durationMs } from './duration.js';
import { ConfigurationError, readEnvironment, Variable, type Environment } from './environment.js';
import { EVIDENCE_TYPES, type EvidenceType } from './evidence-types.js';
import { IsAddress } from './is-address.js';
import { IsPostgresAddress } from './is-postgres-address.js';
import { LedgerVariables } from './ledger-variables.js';
import { ToTrustedProxies, type TrustedProxies } from './trusted-proxies.js';

const toNumber = Transform(({ value }) => (value === undefined ? undefined : Number(value)));
const toPath = Transform(({ value }) => (typeof value === 'string' ? resolve(value) : value));

const port = 'a port number from 1 to 65532';
const mebibytes = 'a number of mebibytes from 1 to 500';
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Where a process is found and what it keeps. Every process of an instance reads the same. */
export class LuzeConfig extends LedgerVariables {
  /** All that an instance keeps on disk; absolute. */
  @Variable('LUZE_DATA_DIR')
  @toPath
  @IsString({ message: 'the path of a folder' })
  dataDir: string = resolve('.luze');

  /** The address that the API listens on. */
  @Variable('LUZE_HOST')
  @Matches(/^[\w.:-]+$/, { message: 'a host name or an IP address' })
  host: string = '127.0.0.1';

  /** The API's port; the three after it belong to what is run beside it. */
  @Variable('LUZE_PORT')
  @toNumber
  @IsInt({ message: port })
  @Min(1, { message: port })
  @Max(65_532, { message: port })
  port: number = 3000;

  /** How many API processes there are: they share the commands that one workflow takes at a time. */
  @Variable('LUZE_API_PROCESSES')
  @toNumber
  @IsInt({ message: 'a number from 1 to 8' })
  @Min(1, { message: 'a number from 1 to 8' })
  @Max(8, { message: 'a number from 1 to 8' })
  apiProcesses: number = 1;

  /** Proxies before the API whose word on a client's address is believed; without any, the limits count the proxy's. */
  @Variable('LUZE_TRUST_PROXY')
  @ToTrustedProxies()
  trustedProxies: TrustedProxies = false;

  /** The database as the application sees it. Absent at `start`: PostgreSQL is run along. */
  @Variable('DATABASE_URL')
  @IsOptional()
  @IsPostgresAddress()
  databaseUrl?: string;

  /** The database as its administrator sees it, who runs the migrations. */
  @Variable('DATABASE_ADMIN_URL')
  @IsOptional()
  @IsPostgresAddress()
  private databaseAdminUrlGiven?: string;

  /** Where mail is handed over. Absent: each mail becomes a file in `mailDir`. */
  @Variable('SMTP_URL')
  @IsOptional()
  @IsAddress(['smtp', 'smtps'], 'an address such as smtp://user:password@host:587')
  smtpUrl?: string;

  /** What mail says it is from. */
  @Variable('MAIL_FROM')
  @IsEmail(
    { allow_display_name: true, require_tld: false },
    { message: 'a mail address, with or without a name before it' },
  )
  mailFrom: string = 'Luze <luze@localhost>';

  @Variable('LUZE_LOG_LEVEL')
  @IsIn(levels, { message: `one of ${levels.join(', ')}` })
  logLevel: (typeof levels)[number] = 'info';

  /** How long notifications to one recipient are gathered into one digest. */
  @Variable('LUZE_DELIVERY_DELAY')
  @Transform(({ value }) => (value === undefined ? undefined : durationMs(value)))
  @IsInt({ message: 'a duration such as 30s, 1m or 2h' })
  deliveryDelayMs: number = 60_000;

  /** Asked for by GET each minute as long as all is well, so that somebody outside notices when it is not. */
  @Variable('LUZE_HEARTBEAT_URL')
  @IsOptional()
  @IsAddress(['http', 'https'], 'an address such as https://watch.example/some-secret')
  heartbeatUrl?: string;

  /** Where uploaded files lie. Absent: in the data folder. */
  @Variable('LUZE_EVIDENCE_DIR')
  @IsOptional()
  @toPath
  @IsString({ message: 'the path of a folder' })
  private evidenceDirGiven?: string;

  /** The key under which the keys of persons are kept, in base64. Absent: in `keysDir`, made at the first start. */
  @Variable('LUZE_PERSONS_KEY')
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'a key of 32 bytes in base64' })
  personsKey?: string;

  /** How large an uploaded file may be, in mebibytes. */
  @Variable('LUZE_EVIDENCE_MAX_MIB')
  @toNumber
  @IsInt({ message: mebibytes })
  @Min(1, { message: mebibytes })
  @Max(500, { message: mebibytes })
  private evidenceMaxMib: number = 50;

  /** Which types of files are taken, with commas between. */
  @Variable('LUZE_EVIDENCE_TYPES')
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',').map((type) => type.trim()) : value))
  @IsIn(EVIDENCE_TYPES, { each: true, message: `some of ${EVIDENCE_TYPES.join(', ')}, with commas between` })
  evidenceTypes: readonly EvidenceType[] = EVIDENCE_TYPES;

  get databaseAdminUrl(): string | undefined {
    return this.databaseAdminUrlGiven ?? this.databaseUrl;
  }

  get postgresPort(): number {
    return this.port + 1;
  }

  get temporalPort(): number {
    return this.port + 2;
  }

  get temporalUiPort(): number {
    return this.port + 3;
  }

  /** Uploaded files, each under what it holds. */
  get evidenceDir(): string {
    return this.evidenceDirGiven ?? resolve(this.dataDir, 'evidence');
  }

  get evidenceMaxBytes(): number {
    return this.evidenceMaxMib * 1024 * 1024;
  }

  /** Mail that nobody takes over, as .eml files. */
  get mailDir(): string {
    return resolve(this.dataDir, 'mail');
  }

  /** Keys that sign and encrypt. */
  get keysDir(): string {
    return resolve(this.dataDir, 'keys');
  }

  /** The private keys of the log, and its checkpoints outside the database. */
  get ledgerDir(): string {
    return resolve(this.dataDir, 'ledger');
  }
}

/** The configuration of a process that needs both servers to be there: API and worker. */
export type ServiceConfig = LuzeConfig & { databaseUrl: string; temporalAddress: string };

/** @throws ConfigurationError */
export const readConfig = (env?: Environment): LuzeConfig => readEnvironment(LuzeConfig, env);

/** @throws ConfigurationError, also when DATABASE_URL or TEMPORAL_ADDRESS is absent */
export function readServiceConfig(env?: Environment): ServiceConfig {
  const config = readConfig(env);
  const absent = [
    ...(config.databaseUrl ? [] : ['DATABASE_URL must be set']),
    ...(config.temporalAddress ? [] : ['TEMPORAL_ADDRESS must be set']),
  ];
  if (absent.length > 0) throw new ConfigurationError(absent);
  return config as ServiceConfig;
}
