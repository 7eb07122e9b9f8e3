import type { Server } from 'node:net';

/** Gives the TCP port of a server that listens; throws where it listens on none. */
export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('listens on no port');
  return address.port;
}
