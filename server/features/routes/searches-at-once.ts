import { AppError } from '#server/contract/problem.ts';

/** Each search keeps a processor busy for as long as it was given. */
const MOST_AT_ONCE = 2;
const RETRY_SECONDS = 10;

const underWay = new Map<string, number>();

/**
 * Counts one more search of an account for a better order; returns a function to be called when it has ended. Throws
 * `request.too_many`.
 */
export function beginSearch(accountId: string): () => void {
  const before = underWay.get(accountId) ?? 0;
  if (before >= MOST_AT_ONCE) {
    throw new AppError('request.too_many', { parameters: { seconds: RETRY_SECONDS } });
  }
  underWay.set(accountId, before + 1);
  return () => {
    const left = (underWay.get(accountId) ?? 1) - 1;
    if (left === 0) underWay.delete(accountId);
    else underWay.set(accountId, left);
  };
}
