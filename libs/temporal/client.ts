import { readFileSync } from 'node:fs';
import { Client, Connection, type TLSConfig } from '@temporalio/client';
import type { TemporalSettings, TemporalTls } from '../config/temporal-variables.js';

/** A client that connects when it is first needed, so that a process can start, and read, while Temporal is away. */
export function temporalClient(settings: TemporalSettings): Client {
  return new Client({
    connection: Connection.lazy(connectionOptions(settings)),
    namespace: settings.namespace,
  });
}

/** What a connection of the SDK needs to know; the same for its client and for its worker. */
export function connectionOptions({ address, tls, apiKey }: TemporalSettings): {
  address: string;
  tls: TLSConfig | false;
  apiKey?: string;
} {
  return { address, tls: tls ? tlsConfig(tls) : false, ...(apiKey === undefined ? {} : { apiKey }) };
}

function tlsConfig({ caFile, certFile, keyFile, serverName }: TemporalTls): TLSConfig {
  return {
    ...(caFile === undefined ? {} : { serverRootCACertificate: readFileSync(caFile) }),
    ...(serverName === undefined ? {} : { serverNameOverride: serverName }),
    ...(certFile === undefined || keyFile === undefined
      ? {}
      : { clientCertPair: { crt: readFileSync(certFile), key: readFileSync(keyFile) } }),
  };
}
