import { Transform } from 'class-transformer';
import { IsOptional, IsString, Matches, ValidateBy, type ValidationArguments } from 'class-validator';
import { Variable } from './environment.js';
import { IsGivenWith } from './is-given-with.js';
import { IsReadableFile } from './is-readable-file.js';

/** How the connection to Temporal is secured: paths of PEM files, and the name that the server's certificate must have. */
export interface TemporalTls {
  /** Whom to trust; absent: whom the system trusts. */
  readonly caFile?: string;
  /** The client's own certificate, with its key. */
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly serverName?: string;
}

/** All that it takes to talk to a namespace of Temporal. */
export interface TemporalSettings {
  /** `host:port` */
  readonly address: string;
  readonly namespace: string;
  /** Absent: in the clear, as on one machine or inside one network. */
  readonly tls?: TemporalTls;
  readonly apiKey?: string;
}

/** Temporal's part of the configuration. */
export class TemporalVariables {
  /** Host and port of Temporal. Absent at `start`: it is run along. */
  @Variable('TEMPORAL_ADDRESS')
  @IsOptional()
  @Matches(/^[\w.:[\]-]+:\d{1,5}$/, { message: 'host:port' })
  temporalAddress?: string;

  @Variable('TEMPORAL_NAMESPACE')
  @Matches(/^[\w.-]+$/, { message: 'the name of a namespace' })
  temporalNamespace: string = 'default';

  @Variable('TEMPORAL_TASK_QUEUE')
  @Matches(/^[\w.:-]+$/, { message: 'the name of a task queue' })
  temporalTaskQueue: string = 'luze';

  /** Whether to use TLS; absent: where anything else here speaks of it. */
  @Variable('LUZE_TEMPORAL_TLS')
  @Transform(({ value }) => ({ true: true, false: false })[value as string] ?? value)
  @IsOptional()
  @IsTlsSwitch()
  private tlsGiven?: boolean;

  @Variable('LUZE_TEMPORAL_TLS_CA')
  @IsOptional()
  @IsReadableFile()
  private tlsCaFile?: string;

  @Variable('LUZE_TEMPORAL_TLS_CERT')
  @IsOptional()
  @IsReadableFile()
  @IsGivenWith('tlsKeyFile', 'LUZE_TEMPORAL_TLS_KEY')
  private tlsCertFile?: string;

  @Variable('LUZE_TEMPORAL_TLS_KEY')
  @IsOptional()
  @IsReadableFile()
  @IsGivenWith('tlsCertFile', 'LUZE_TEMPORAL_TLS_CERT')
  private tlsKeyFile?: string;

  @Variable('LUZE_TEMPORAL_TLS_SERVER_NAME')
  @IsOptional()
  @Matches(/^[\w.-]+$/, { message: 'a host name' })
  private tlsServerName?: string;

  @Variable('LUZE_TEMPORAL_API_KEY')
  @IsOptional()
  @IsString()
  // It travels in a header of HTTP.
  @Matches(/^[\x21-\x7e]+$/, { message: 'an API key' })
  private apiKey?: string;

  /** How to talk to Temporal at an address; by default the configured one. */
  temporalAt(address: string = this.temporalAddress ?? ''): TemporalSettings {
    const { temporalNamespace: namespace, apiKey } = this;
    return { address, namespace, tls: this.tls(), apiKey };
  }

  private tls(): TemporalTls | undefined {
    if (!(this.tlsGiven ?? this.speaksOfTls())) return undefined;
    const { tlsCaFile, tlsCertFile, tlsKeyFile, tlsServerName } = this;
    return { caFile: tlsCaFile, certFile: tlsCertFile, keyFile: tlsKeyFile, serverName: tlsServerName };
  }

  private speaksOfTls(): boolean {
    const { tlsCaFile, tlsCertFile, tlsServerName, apiKey } = this;
    return [tlsCaFile, tlsCertFile, tlsServerName, apiKey].some((given) => given !== undefined);
  }
}

/** An API key must not travel in the clear, and a certificate that nobody looks at misleads. */
function IsTlsSwitch(): PropertyDecorator {
  const validate = (value: unknown, args?: ValidationArguments): boolean =>
    value === true || (value === false && !(args?.object as { speaksOfTls(): boolean }).speaksOfTls());
  const defaultMessage = () =>
    'true or false, and not false where a certificate, a server name or an API key is given';
  return ValidateBy({ name: 'isTlsSwitch', validator: { validate, defaultMessage } });
}
