import { Client, Connection } from '@temporalio/client';

export interface TemporalAddress {
  /** `host:port` */
  readonly address: string;
  readonly namespace: string;
}

/** A client that connects when it is first needed, so that a process can start, and read, while Temporal is away. */
export function temporalClient({ address, namespace }: TemporalAddress): Client {
  return new Client({ connection: Connection.lazy({ address }), namespace });
}
