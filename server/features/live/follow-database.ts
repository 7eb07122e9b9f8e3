import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listPointsChangedSince, readLatestEventId } from './queries.ts';

const CHANNEL = 'diaban_points';
const IDS = /^\d+(,\d+)*$/;

/**
 * Keeps this process's engine in step with what other processes commit to the same server database:
 * each commit tells which points it changed, and after a lost connection the events say what was missed.
 * Gives back how to stop. The embedded database has no other process.
 */
export async function followDatabase(deps: Deps): Promise<() => Promise<void>> {
  if (deps.database.kind === 'embedded') return async () => {};
  let known = await asSystem(deps.database, readLatestEventId);

  async function take(payload: string) {
    known = Math.max(known, await asSystem(deps.database, readLatestEventId));
    if (IDS.test(payload)) await deps.points.refresh(payload.split(',').map(Number));
    else await deps.points.reload();
  }

  async function catchUp() {
    const since = known;
    const missed = await asSystem(deps.database, (sql) => listPointsChangedSince(sql, since));
    known = Math.max(known, await asSystem(deps.database, readLatestEventId));
    if (missed.length > 0) await deps.points.refresh(missed);
  }

  const report = (error: unknown) =>
    deps.log.error({ err: error }, 'could not follow the database');
  // The second function runs at every connection: the first, and each one after a loss.
  const listening = await deps.database.sql.listen(
    CHANNEL,
    (payload) => void take(payload).catch(report),
    () => void catchUp().catch(report),
  );
  return () => listening.unlisten();
}
