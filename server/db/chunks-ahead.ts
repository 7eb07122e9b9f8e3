/** Chunks that are with the database: the one that it works on, and the next. */
const AHEAD = 2;

/**
 * Works through chunks of rows over one transaction, in their order. While the database works on one, this process works
 * on the next, so that both work all the time. The first failure ends it; what is under way then fails silently.
 * @param work sends the statements of a chunk and resolves once they are done
 * @returns the results in the order of the chunks
 */
export async function inChunksAhead<Chunk, Result>(
  chunks: Iterable<Chunk>,
  work: (chunk: Chunk) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting: Promise<Result>[] = [];
  const settleFirst = async () => {
    const first = waiting.shift();
    if (first !== undefined) results.push(await first);
  };
  for (const chunk of chunks) {
    if (waiting.length === AHEAD) await settleFirst();
    const worked = work(chunk);
    // Awaited in a later round; until then a failure is not one that nobody hears of.
    worked.catch(() => undefined);
    waiting.push(worked);
  }
  while (waiting.length > 0) await settleFirst();
  return results;
}

/** Cuts rows into chunks of `size`, the last one shorter. */
export function* chunksOf<Row>(rows: Iterable<Row>, size: number): Generator<Row[]> {
  let chunk: Row[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
