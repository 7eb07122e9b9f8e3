/** Codes of the driver and of PostgreSQL that say that the database is away, not that a statement was wrong. */
const AWAY = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  // Ended by its operator or by the crash of another process; starting or recovering; full.
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
/** Codes of the system. Others than the database can be unreachable too, so an error must also be of a statement. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

/** True for an error of a statement that could not reach the database; a later try may reach it. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return AWAY.has(code) || (NETWORK.has(code) && 'query' in error);
}
