import type { Config } from '#server/configuration/config.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { type KeptAnchor, readAnchors, readNotes } from './anchor-files.ts';
import { type NotedHash, standInChain } from './chain-queries.ts';
import { walkLog } from './read-verdict.ts';

export type AnchorComparison = {
  /** Number of anchors that the log was compared with. */
  compared: number;
  /** When the latest of them was taken; null where there are none. */
  latest: IsoInstant | null;
  /** The first anchor that is unreadable, or whose hash the log does not have at that line; null when all fit. */
  unfit: Omit<KeptAnchor, 'anchor'> | null;
};

/**
 * Compares the log with every anchor at hand: the notes of the data folder, the folder outside, and further files or
 * folders, such as saved mails. A log whose end was cut off, or which was recomputed as a whole, does not fit those
 * taken before. Throws where a named file or folder cannot be read.
 */
export async function compareWithAnchors(
  sql: TransactionSql,
  { dataDirectory, anchors }: Pick<Config, 'dataDirectory' | 'anchors'>,
  more: readonly string[] = [],
): Promise<AnchorComparison> {
  const outside = anchors.directory === null ? more : [anchors.directory, ...more];
  const kept = await readNotes(dataDirectory);
  for (const path of outside) kept.push(...(await readAnchors(path)));
  const readable = kept.map(({ anchor }) => anchor).filter((anchor) => anchor !== null);
  const unreadable = kept.findIndex(({ anchor }) => anchor === null);
  const missing = await findMissing(sql, readable);
  // Before an unreadable one every one is readable, so that both count alike up to there.
  const at = unreadable === -1 ? missing : Math.min(unreadable, missing ?? unreadable);
  const found = at === null ? undefined : kept[at];
  return {
    compared: kept.length,
    latest:
      readable
        .map((anchor) => anchor.at)
        .toSorted()
        .at(-1) ?? null,
    unfit: found === undefined ? null : { file: found.file, line: found.line, note: found.note },
  };
}

/**
 * Gives the place, from 0, of the first of some hashes that the log never had at that length; null when it had all. Those
 * of earlier versions stand in the chain, the others are roots of the tree, which is built anew for them.
 */
async function findMissing(
  sql: TransactionSql,
  noted: readonly NotedHash[],
): Promise<number | null> {
  const inChain = await standInChain(sql, noted);
  const others = noted.filter((_, at) => inChain[at] === false);
  if (others.length === 0) return null;
  const { roots } = await walkLog(sql, { sizes: others.map(({ entries }) => entries) });
  const missing = noted.findIndex(
    ({ entries, hash }, at) => inChain[at] === false && roots.get(entries) !== hash,
  );
  return missing === -1 ? null : missing;
}
