import { createServer, type AddressInfo } from 'node:net';
import { freePorts, requireFreePorts } from './ports.js';

describe('ports', () => {
  it('that are free are had, each one once', async () => {
    const ports = await freePorts(3);
    expect(new Set(ports).size).toBe(3);
    const wanted = ports.map((port) => ({ port, host: '127.0.0.1', use: 'a test', variable: 'LUZE_PORT' }));
    await expect(requireFreePorts(wanted)).resolves.toBeUndefined();
  });

  it('that are taken are named, with their use and the variable that moves them', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo;
    await expect(
      requireFreePorts([{ port, host: '127.0.0.1', use: 'the API', variable: 'LUZE_PORT' }]),
    ).rejects.toThrow(
      `port ${port} on 127.0.0.1, for the API, is taken by another program: set LUZE_PORT to another`,
    );
    await new Promise((closed) => server.close(closed));
  });
});
