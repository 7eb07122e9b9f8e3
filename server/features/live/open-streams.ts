/** More than anybody has windows open; a connection that was lost counts until its network gives it up. */
const MOST_AT_ONCE = 20;

const open = new Map<string, Set<() => void>>();

/**
 * Counts one more stream of an account. When the account has too many, its oldest gives way: a browser that connects
 * again is never refused.
 * @param giveWay ends the stream
 * @returns a function to be called when the stream has ended
 */
export function countStream(accountId: string, giveWay: () => void): () => void {
  const streams = open.get(accountId) ?? new Set();
  open.set(accountId, streams);
  // In the order in which they were opened.
  const [oldest] = streams;
  if (streams.size >= MOST_AT_ONCE && oldest !== undefined) {
    streams.delete(oldest);
    oldest();
  }
  streams.add(giveWay);
  return () => {
    streams.delete(giveWay);
    if (streams.size === 0 && open.get(accountId) === streams) open.delete(accountId);
  };
}
