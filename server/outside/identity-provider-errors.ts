/** Reasons by which the libraries say that a provider did not answer, or not in the form of one. */
const UNREACHABLE = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'ERR_JWKS_TIMEOUT',
  'ERR_JOSE_GENERIC',
  'invalid_client',
]);
const MOST_LETTERS = 60;

/** Gives the stable reason of a failure, without what its message may hold: `ERR_JWT_EXPIRED`, `invalid_grant`. */
export function reasonOf(error: unknown): string {
  const named = reasonsOf(error).find((reason) => reason !== 'OAUTH_RESPONSE_BODY_ERROR');
  return (named ?? 'unknown').slice(0, MOST_LETTERS);
}

/** Tests whether a provider could not be asked, in contrast to an answer that is not to be trusted. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (error instanceof Error && error.name === 'TimeoutError') return true;
  return reasonsOf(error).some((reason) => UNREACHABLE.has(reason));
}

function reasonsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const parts: unknown[] = [
    'error' in error ? error.error : null,
    'code' in error ? error.code : null,
    error.name,
  ];
  return parts.filter((part) => typeof part === 'string').filter((part) => /^\w+$/.test(part));
}
