import { createServer } from 'node:net';
import { Refusal } from './refusal.js';

/** A port that something is about to listen on. */
export interface WantedPort {
  port: number;
  host: string;
  /** For whom, as a person calls it. */
  use: string;
  /** The variable that moves it. */
  variable: string;
}

/** @throws Refusal that names the first port on which somebody listens already, or that this user may not have */
export async function requireFreePorts(wanted: readonly WantedPort[]): Promise<void> {
  for (const { port, host, use, variable } of wanted) {
    const code = await codeOfListening(port, host);
    if (code === undefined) continue;
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be had (${code})`;
    throw new Refusal(`port ${port} on ${host}, for ${use}, ${why}: set ${variable} to another`);
  }
}

/** A port that is free now on 127.0.0.1. Nobody holds it: ask for all that are needed at once and use them soon. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0, '127.0.0.1')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

async function codeOfListening(port: number, host: string): Promise<string | undefined> {
  try {
    const server = await listen(port, host);
    await new Promise((closed) => server.close(closed));
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

function listen(port: number, host: string) {
  const server = createServer();
  return new Promise<typeof server>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}
