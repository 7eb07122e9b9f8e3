import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Parameters of an address that the driver does not know, or that it must not act on; all but the last have libpq's names. */
const OWN = [
  'host',
  'port',
  'user',
  'sslcert',
  'sslkey',
  'sslrootcert',
  'target_session_attrs',
  'passwordfile',
] as const;

/**
 * Reads from the address of a database how the product shows who it is there without a fixed password:
 * - `postgres:///diaban?host=/run/postgresql&user=diaban`: by a socket of this machine, where the system says who asks (peer)
 * - `…?sslmode=verify-full&sslcert=FILE&sslkey=FILE`, with `sslrootcert=FILE` of the authority: by a certificate
 * - `…?passwordfile=FILE`: by a password or token of short life, read anew for each connection
 * @returns the address without these parameters, and options for the driver. Throws where a certificate cannot be read.
 */
export function connectionAddress(address: string): {
  url: string;
  options: Record<string, unknown>;
} {
  const [path = '', query = ''] = address.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const own = Object.fromEntries(OWN.map((name) => [name, parameters.get(name)]));
  for (const name of OWN) parameters.delete(name);
  const rest = parameters.toString();
  return {
    url: rest === '' ? path : `${path}?${rest}`,
    options: { ...socketOf(own), ...certificateOf(own), ...passwordOf(own) },
  };
}

type Own = Record<string, string | null>;

function socketOf({ host = null, port = null, user = null }: Own): Record<string, unknown> {
  return {
    ...(host !== null && { path: `${host}/.s.PGSQL.${port ?? '5432'}` }),
    ...(user !== null && { user }),
  };
}

function certificateOf({ sslcert = null, sslkey = null, sslrootcert = null }: Own) {
  const parts = [
    ['cert', sslcert],
    ['key', sslkey],
    ['ca', sslrootcert],
  ] as const;
  const given = parts.flatMap(([part, file]) =>
    file === null ? [] : [[part, readFileSync(file, 'utf8')]],
  );
  // The certificate of the server is checked, whatever else is said.
  return given.length === 0
    ? {}
    : { ssl: { ...Object.fromEntries(given), rejectUnauthorized: true } };
}

function passwordOf({ passwordfile: file = null }: Own): Record<string, unknown> {
  return file === null ? {} : { password: async () => (await readFile(file, 'utf8')).trim() };
}
