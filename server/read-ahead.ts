import type { Actor } from '#server/contract/permission.ts';
import { asActor } from '#server/db/transaction.ts';

import type { Deps } from './deps.ts';
import { readRecordIn } from './features/point-record/read-record.ts';
import { listPoints } from './features/points/read-points.ts';
import { readCandidates } from './features/routes/read-candidates.ts';
import { readWorklist } from './features/worklist/read-worklist.ts';

/** Readers of no account: the whole city, and a commune that holds nothing. */
const OF_CITY: Actor = { accountId: '', role: 'analyst', reach: 'city', communeIds: [] };
const OF_COMMUNE: Actor = { accountId: '', role: 'leader', reach: 'communes', communeIds: [] };
/** Points from which on people come in such numbers that their first requests would wait for each other. */
const LARGE_REGISTER = 10_000;
const PAGE = 50;

/** Reads what the first search and the first route would wait for; where that fails, they read it themselves. */
export async function readAhead(deps: Deps): Promise<void> {
  const { pointWords, log } = deps;
  const warn = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  await Promise.all([
    pointWords.catchUp().catch(warn('words not read')),
    readCandidates(deps, OF_CITY, { limit: 1 }).catch(warn('closed places not read')),
  ]);
}

/**
 * Lets each connection to a database server answer once what people ask for first. A new connection reads the
 * catalogue, plans each statement and compiles each function for itself: when everybody comes at once after a start,
 * the first of them would wait half a second for it. The embedded database has one connection, a small register needs
 * none of this. A failure is logged: the product serves without it.
 */
export async function warmConnections(deps: Deps, from = LARGE_REGISTER): Promise<void> {
  const { database, log, points } = deps;
  if (database.kind === 'embedded') return;
  const { ids } = points.list(OF_CITY, {}, { limit: 1 });
  const [pointId] = ids;
  const { total } = points.count(OF_CITY, {});
  if (pointId === undefined || total < from) return;
  const onEach = (read: () => Promise<unknown>) =>
    Promise.all(Array.from({ length: database.connections }, read));
  try {
    await onEach(() => listPoints(deps, OF_CITY, { limit: PAGE }));
    await onEach(() => readWorklist(deps, OF_COMMUNE, { limit: PAGE }));
    await onEach(() => readUnlogged(deps, pointId));
  } catch (error) {
    log.warn({ err: error }, 'connections not warmed');
  }
}

/** Reads a record and takes back the log line of the look, since nobody looked. */
async function readUnlogged(deps: Deps, pointId: number): Promise<void> {
  const takenBack = new Error('nobody looked at this record');
  const read = asActor(deps.database, OF_CITY, async (sql) => {
    await readRecordIn(sql, deps, OF_CITY, pointId);
    throw takenBack;
  });
  await read.catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
}
