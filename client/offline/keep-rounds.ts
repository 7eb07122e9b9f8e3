import { connection, onConnectionChange } from '#client/api/connection.ts';

const KEEP_AGAIN_MILLISECONDS = 900_000;

/**
 * Runs a round of keeping now and every fifteen minutes while the server can be reached. A round that the network cut
 * off, or that found none, is made up for as soon as the server answers. Gives the function that ends it.
 */
export function keepInRounds(round: () => Promise<void>): () => void {
  let stopped = false;
  let running = false;
  let owed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = async () => {
    if (stopped || running) return;
    owed = !connection().reachable;
    if (owed) return;
    running = true;
    clearTimeout(timer);
    // What did not come stays as it was kept before.
    await round().catch(() => {
      owed = true;
    });
    running = false;
    if (!stopped) timer = setTimeout(() => void keep(), KEEP_AGAIN_MILLISECONDS);
  };
  const unsubscribe = onConnectionChange(() => {
    if (owed && connection().reachable) void keep();
  });
  void keep();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
