/** How a connection ended; see `isUnreachable`. The package gives the same codes. */
type Code = 'CONNECTION_CLOSED' | 'CONNECTION_DESTROYED' | 'CONNECTION_ENDED' | 'CONNECT_TIMEOUT';

/** The address of one host, or the file of a socket on this machine. */
export type Host = { host: string; port: number; path: string | null };

export function connectionError(
  code: Code,
  { host, port, path }: Host,
  options?: ErrorOptions,
): Error {
  const error = new Error(`${code} ${path ?? `${host}:${port}`}`, options);
  return Object.assign(error, { code });
}
