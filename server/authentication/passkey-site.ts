import { isIP } from 'node:net';

/** Site that passkeys belong to: `id` is the name that the devices bind them to, `origin` the address of the pages. */
export type Site = { id: string; origin: string };

/**
 * Finds the site in the server's settings (WebAuthn Level 3, section 5.1.2: its id is a name, never a bare address). Without
 * a public address, and for loopback ones, it is `localhost`. Null where the public address is bare.
 */
export function siteOf(config: { publicUrl: string | null; port: number }): Site | null {
  if (config.publicUrl === null) return { id: 'localhost', origin: localOrigin(config.port) };
  const url = new URL(config.publicUrl);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 0) return { id: host, origin: url.origin };
  if (host !== '::1' && !host.startsWith('127.')) return null;
  url.hostname = 'localhost';
  return { id: 'localhost', origin: url.origin };
}

function localOrigin(port: number): string {
  return new URL(`http://localhost:${port}`).origin;
}
