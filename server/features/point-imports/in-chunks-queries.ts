const CHUNK_ROWS = 5_000;

/** Asks about the rows in chunks, so that other requests are answered in between. */
export async function inChunks<Row, Found>(
  rows: readonly Row[],
  find: (chunk: readonly Row[], from: number) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    found.push(...(await find(rows.slice(from, from + CHUNK_ROWS), from)));
  }
  return found;
}
