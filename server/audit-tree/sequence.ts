import { setTimeout } from 'node:timers/promises';

import type { Clock } from '#server/clock.ts';
import type { LogHead } from '#server/contract/log-head.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { onNewLines } from '#server/db/transaction-lines.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { leafOf } from './leaf.ts';
import type { Sign } from './log-keys.ts';
import { edgeOf, GrowingTree, type TreeNode } from './merkle.ts';
import { growTree, listWaiting, readNodes, takeTree } from './queries.ts';

/** Parts of the program that giving places needs. */
export type SequencerDeps = Pick<Deps, 'clock' | 'database' | 'logKeys'>;

const LINES_AT_ONCE = 2_000;
/** Between two looks for lines of processes that ended before they gave them places, milliseconds. */
const LOOK_MILLISECONDS = 1_000;
/** Time in which lines are gathered after the first, so that one head serves many, milliseconds. */
const GATHER_MILLISECONDS = 250;

/**
 * Gives every committed line of the log its place in the tree, and signs the head. Of several processes one does so at a
 * time. The order is that in which lines are found: a line that becomes visible late gets a late place, and none is left
 * out, since each waits in a table until it has its place.
 * @param patient waits for another process that is at it; else leaves the lines to that one
 * @returns the number of lines placed
 */
export async function sequenceLog(
  deps: SequencerDeps,
  { patient = true }: { patient?: boolean } = {},
): Promise<number> {
  // Made before, since a transaction begins none inside.
  const sign = await deps.logKeys.signer();
  const { clock, database } = deps;
  let placed = 0;
  for (;;) {
    const count = await asSystem(database, (sql) => placeLines(sql, { clock, sign, patient }));
    placed += count;
    if (count < LINES_AT_ONCE) return placed;
  }
}

async function placeLines(
  sql: TransactionSql,
  { clock, sign, patient }: { clock: Clock; sign: Sign; patient: boolean },
): Promise<number> {
  const tree = await takeTree(sql, patient);
  if (tree === null) return 0;
  const [lines, edge] = await Promise.all([
    listWaiting(sql, LINES_AT_ONCE),
    readNodes(sql, edgeOf(tree.size)),
  ]);
  if (lines.length === 0 && tree.isSigned) return 0;
  const growing = new GrowingTree(tree.size, edge);
  if (growing.root() !== tree.root) {
    throw new Error('the tree of the log does not give its root: npm run check-log says more');
  }
  const nodes: TreeNode[] = [];
  const leaves = lines.map((line) => {
    const leaf = { place: growing.size + 1, seq: line.seq, hash: leafOf(line) };
    nodes.push(...growing.add(leaf.hash));
    return leaf;
  });
  const head = { size: growing.size, root: growing.root(), at: clock.now() };
  const signed = await sign('diaban-log-head', head, head.at);
  const signedHead: LogHead = { ...head, signed };
  await growTree(sql, { leaves, nodes, head: signedHead });
  return lines.length;
}

/** Gives places again and again: soon after lines of this process, and each second to what others left. */
export function startSequencer(deps: SequencerDeps & Pick<Deps, 'log'>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let wake = (): void => undefined;
  onNewLines(deps.database, () => wake());

  async function lookAgainAndAgain(): Promise<void> {
    let failing = false;
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      try {
        await sequenceLog(deps, { patient: false });
        failing = false;
      } catch (error) {
        // The database may be away for a while: said once, and tried again.
        if (!failing && !stopping.signal.aborted) {
          deps.log.error({ err: error }, 'could not give places to lines of the log');
        }
        failing = true;
      }
      await Promise.race([pause(LOOK_MILLISECONDS, stopping.signal), woken]);
      await pause(GATHER_MILLISECONDS, stopping.signal);
    }
  }

  const looking = lookAgainAndAgain();
  return {
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
}
