import type { ServiceConfig } from '../../libs/config/config.js';
import type { EvidenceType } from '../../libs/config/evidence-types.js';
import type { TemporalSettings } from '../../libs/config/temporal-variables.js';
import type { TrustedProxies } from '../../libs/config/trusted-proxies.js';
import { instanceKey } from '../../libs/privacy/instance-key.js';
import type { SecretKey } from '../../libs/privacy/secret-key.js';
import { DEFAULT_RATE_LIMITS, type RateLimits } from './common/rate-limit/rate-limit.js';

/** The token under which the options are injected. */
export const API_OPTIONS = Symbol('api-options');

/** What an API needs to know; `main.ts` takes it from the environment. */
export interface ApiOptions {
  readonly databaseUrl: string;
  /** Connections to PostgreSQL at most. */
  readonly databasePoolSize: number;
  readonly temporal: TemporalSettings;
  readonly temporalTaskQueue: string;
  /** How many API processes share the commands that one workflow takes at a time. */
  readonly apiProcesses: number;
  readonly evidence: EvidenceOptions;
  readonly watch: WatchOptions;
  /** Under which the keys of persons are kept. */
  readonly instanceKey: SecretKey;
  readonly logLevel: string;
  readonly rateLimits: RateLimits;
  /** Whose word on a client's address is believed, by which the limits count. */
  readonly trustedProxies: TrustedProxies;
}

/** How this process watches over the clocks. */
export interface WatchOptions {
  readonly everyMs: number;
  /** How long a rung may stay unfired after it has come before that is an alarm. */
  readonly overdueAfterMs: number;
  /** Told after each full comparison, as long as all is well. */
  readonly heartbeatUrl?: string;
}

/** Where uploaded files lie, and what is taken. */
export interface EvidenceOptions {
  readonly folder: string;
  readonly maxFileBytes: number;
  readonly types: readonly EvidenceType[];
}

export const DEFAULT_WATCH: WatchOptions = { everyMs: 15_000, overdueAfterMs: 20_000 };

export const apiOptionsFrom = async (config: ServiceConfig): Promise<ApiOptions> => ({
  databaseUrl: config.databaseUrl,
  databasePoolSize: 20,
  temporal: config.temporalAt(),
  temporalTaskQueue: config.temporalTaskQueue,
  apiProcesses: config.apiProcesses,
  evidence: {
    folder: config.evidenceDir,
    maxFileBytes: config.evidenceMaxBytes,
    types: config.evidenceTypes,
  },
  watch: { ...DEFAULT_WATCH, heartbeatUrl: config.heartbeatUrl },
  instanceKey: await instanceKey(config.keysDir, config.personsKey),
  logLevel: config.logLevel,
  rateLimits: DEFAULT_RATE_LIMITS,
  trustedProxies: config.trustedProxies,
});
