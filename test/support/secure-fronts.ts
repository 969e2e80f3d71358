import { connect as connectHttp2, constants, createSecureServer, type IncomingHttpHeaders } from 'node:http2';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificates } from './certificates.js';

/** Stands before a server of the tests and lets in only who comes as a managed service asks for. */
export interface SecureFront {
  readonly port: number;
  close(): Promise<void>;
}

/** gRPC's "unauthenticated". */
const UNAUTHENTICATED = '16';

/** Before Temporal: TLS, a client's certificate, and an API key in every call. */
export async function secureTemporal(
  address: string,
  { authority, server: own }: Certificates,
  apiKey: string,
): Promise<SecureFront> {
  const upstream = connectHttp2(`http://${address}`);
  const sockets = new Set<{ destroy(): void }>();
  const front = createSecureServer({
    ...own,
    ca: authority.cert,
    requestCert: true,
    rejectUnauthorized: true,
  });
  front.on('session', (session) => sockets.add(session));
  front.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    if (headers.authorization !== `Bearer ${apiKey}`) {
      const status = { 'grpc-status': UNAUTHENTICATED, 'grpc-message': 'no such key' };
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...status }, { endStream: true });
      return;
    }
    const asked = upstream.request({ ...headers, ':scheme': 'http', ':authority': address });
    let trailers: IncomingHttpHeaders = {};
    asked.on('error', () => stream.destroy());
    stream.on('aborted', () => asked.close(constants.NGHTTP2_CANCEL));
    asked.on('trailers', (received) => (trailers = received));
    asked.on('response', (answer) => {
      if (stream.destroyed) return;
      stream.respond(answer, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers(trailers));
      asked.pipe(stream);
    });
    stream.pipe(asked);
  });
  const port = await listen(front);
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      upstream.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}

/** Before PostgreSQL: whoever does not ask for TLS is turned away. */
export async function securePostgres(url: string, { server: own }: Certificates): Promise<SecureFront> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const front = createServer((plain) => {
    sockets.add(plain);
    plain.on('error', () => undefined);
    plain.once('data', (first) => {
      if (!isSslRequest(first)) return void plain.destroy();
      plain.write('S');
      const secure = new TLSSocket(plain, { isServer: true, secureContext: createSecureContext(own) });
      const behind = connect(Number(port), hostname);
      sockets.add(behind);
      secure.on('error', () => behind.destroy()).on('close', () => behind.destroy());
      behind.on('error', () => secure.destroy()).on('close', () => secure.destroy());
      secure.pipe(behind).pipe(secure);
    });
  });
  return {
    port: await listen(front),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}

/** The first message of a client that wants TLS: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const isSslRequest = (message: Buffer): boolean =>
  message.length === 8 && message.readInt32BE(0) === 8 && message.readInt32BE(4) === 80_877_103;

async function listen(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
