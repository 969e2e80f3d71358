import { spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { DataFolder } from './data-folder.js';
import { until, type Part, type Program } from './part.js';
import { canReach, postgresAccount, type Account } from './postgres-account.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { markOf, stopProcess } from './process.js';
import { Refusal } from './refusal.js';

export interface EmbeddedPostgresOptions {
  folder: DataFolder;
  /** Listens on 127.0.0.1 only. */
  port: number;
  /** False leaves it to the system when commits reach the disk: they outlive a kill, but not the machine. For tests. */
  durable?: boolean;
}

/** Owns everything, and makes and changes tables. */
const administrator = 'luze_admin';
/** The role of the application: migrations grant it what it may do. */
const application = 'luze_app';

/** For the cluster of a data folder that the account of PostgreSQL cannot get to. */
const ELSEWHERE = '/var/lib/luze';

/** A PostgreSQL server of our own, its data kept in the data folder. */
export class EmbeddedPostgres implements Part {
  readonly name = 'postgres';
  readonly title = 'PostgreSQL';
  /** Sessions of a killed server end a moment after it, and until then hinder the next one. */
  readonly startTries = 6;
  readonly startTimeoutMs = 60_000;
  /** Ends open sessions and writes everything down. */
  readonly stopSignal = 'SIGINT';
  readonly stopTimeoutMs = 30_000;
  /** Ends its own processes at once too, which it could not if it were killed. */
  readonly killSignal = 'SIGQUIT';

  private dataFolder: string;
  private readonly elsewhere: DataFolder;
  private readonly passwordFile: string;
  private account: Account | undefined;
  private binaries!: PostgresBinaries;
  private password!: string;

  constructor(private readonly options: EmbeddedPostgresOptions) {
    const name = createHash('sha256').update(options.folder.path).digest('hex').slice(0, 16);
    this.elsewhere = new DataFolder(join(ELSEWHERE, name));
    const inside = options.folder.file('postgres');
    const outside = this.elsewhere.file('postgres');
    this.dataFolder = !existsSync(inside) && existsSync(outside) ? outside : inside;
    this.passwordFile = options.folder.file('postgres.password');
  }

  /** True before it was ever prepared. */
  get isNew(): boolean {
    return !existsSync(this.dataFolder);
  }

  /**
   * Makes the cluster when there is none yet. To be called once, before the start.
   * @throws Refusal when the account that it runs as cannot get to the data folder
   */
  async prepare(): Promise<void> {
    this.account = postgresAccount();
    if (this.isNew) this.dataFolder = this.place(this.account);
    this.binaries = postgresBinaries(dirname(this.dataFolder), this.account);
    if (this.isNew) {
      this.password = randomBytes(32).toString('base64url');
      writeFileSync(this.passwordFile, this.password, { mode: 0o600 });
      await this.makeCluster();
    } else {
      this.password = this.readPassword();
    }
  }

  /**
   * Reads what is needed to reach the server from beside it; instead of `prepare`.
   * @throws Refusal when there is no such server yet
   */
  find(): this {
    if (this.isNew) {
      throw new Refusal(
        `there is no instance in ${this.options.folder.path}: start one first, or set DATABASE_URL`,
      );
    }
    this.password = this.readPassword();
    return this;
  }

  /** The address of a database for its administrator, who runs the migrations; password included. */
  adminUrl(database: string): string {
    return this.url(administrator, this.password, database);
  }

  /** The address of a database for the application, which may do there only what it was granted; password included. */
  applicationUrl(database: string): string {
    return this.url(application, this.applicationPassword(), database);
  }

  /** Makes the application's role, and a database when there is none of that name. */
  async createDatabase(name: string): Promise<void> {
    await this.withClient(async (client) => {
      const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [application]);
      const password = client.escapeLiteral(this.applicationPassword());
      await client.query(
        `${role.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${application} LOGIN PASSWORD ${password}`,
      );
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    });
  }

  async program(): Promise<Program> {
    await this.clearAway();
    const { port, durable = true } = this.options;
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      // Sockets in the file system would need a folder that both this user and the server's may use.
      unix_socket_directories: '',
      max_connections: 200,
      timezone: 'UTC',
      log_timezone: 'UTC',
      ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    };
    return {
      command: this.binaries.postgres,
      args: [
        '-D',
        this.dataFolder,
        ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      workingFolder: this.dataFolder,
      user: this.account,
    };
  }

  untilReady(_child: unknown, signal: AbortSignal): Promise<void> {
    return until(() => this.withClient(async (client) => Boolean(await client.query('SELECT 1'))), signal);
  }

  private url(role: string, password: string, database: string): string {
    return `postgres://${role}:${password}@127.0.0.1:${this.options.port}/${database}`;
  }

  /** Follows from the administrator's, so that one secret is enough to keep. */
  private applicationPassword(): string {
    return createHmac('sha256', this.password).update(application).digest('base64url');
  }

  private async withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({
      connectionString: this.adminUrl('postgres'),
      connectionTimeoutMillis: 5000,
    });
    // A connection that breaks fails the query under way; without a listener it would end this process.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** A server of this data folder that runs without a parent is stopped; what a dead one left must not mislead. */
  private async clearAway(): Promise<void> {
    const pidFile = `${this.dataFolder}/postmaster.pid`;
    if (!existsSync(pidFile)) return;
    const [pid, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
    const mark = markOf(Number(pid));
    if (mark?.command.includes(this.dataFolder)) {
      await stopProcess(mark, { signal: this.stopSignal, patienceMs: this.stopTimeoutMs });
    } else if (mark) {
      // Its number belongs to somebody else by now, for whom the server would wait in vain; of its parent it knows
      // that it is no server. The file has to stay: by its other lines the server finds sessions that are not dead yet.
      writeFileSync(pidFile, [process.pid, ...rest].join('\n'));
    }
  }

  /**
   * Where the cluster is to stand: in the data folder; but where that lies in root's home, say, out of reach of the account that
   * PostgreSQL has to run as, in a folder of its own, named after the data folder.
   */
  private place(account: Account | undefined): string {
    const { folder } = this.options;
    for (const place of [folder, this.elsewhere]) {
      place.create();
      // Whatever the umask is, others must get through to what lies below.
      if (place === this.elsewhere) chmodSync(ELSEWHERE, 0o711);
      if (!account || this.isReached(place, account)) return place.file('postgres');
    }
    throw new Refusal(
      `PostgreSQL runs as the user "postgres" here, who cannot get to ${folder.path}: set LUZE_DATA_DIR to a folder that every user may pass through, or start as an ordinary user`,
    );
  }

  private isReached(place: DataFolder, account: Account): boolean {
    const probe = place.file('postgres.reach');
    writeFileSync(probe, '');
    chmodSync(probe, 0o644);
    const reached = canReach(account, probe);
    rmSync(probe);
    return reached;
  }

  private readPassword(): string {
    try {
      return readFileSync(this.passwordFile, 'utf8').trim();
    } catch {
      throw new Refusal(
        `${this.passwordFile} is missing, and without it ${this.dataFolder} cannot be opened`,
      );
    }
  }

  /** Made under another name and then renamed: a broken-off initialisation is never taken for a cluster. */
  private async makeCluster(): Promise<void> {
    const unfinished = `${this.dataFolder}.new`;
    const passwordFile = `${this.dataFolder}.pwfile`;
    for (const path of [unfinished, passwordFile]) rmSync(path, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, `${this.password}\n`, { mode: 0o600 });
    if (this.account) {
      for (const path of [unfinished, passwordFile]) chownSync(path, this.account.uid, this.account.gid);
    }
    try {
      await this.initdb(unfinished, passwordFile);
    } finally {
      rmSync(passwordFile, { force: true });
    }
    renameSync(unfinished, this.dataFolder);
  }

  private async initdb(folder: string, passwordFile: string): Promise<void> {
    const args = [
      `--pgdata=${folder}`,
      `--username=${administrator}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8 sorts the same on every machine; the system's may be missing.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(this.options.durable === false ? ['--no-sync'] : []),
    ];
    const child = spawn(this.binaries.initdb, args, {
      ...this.account,
      cwd: folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (code === 0) return;
    if (/no space left/i.test(output))
      throw new Refusal('the disk is full: PostgreSQL cannot make its data folder');
    throw new Refusal(`PostgreSQL cannot make its data folder:\n${output.trim()}`);
  }
}
