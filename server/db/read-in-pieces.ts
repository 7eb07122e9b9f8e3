import type { TransactionSql } from './client.ts';

const CURSOR = 'reading_in_pieces';

/**
 * Reads the rows of a statement in pieces, over a cursor of the transaction: one such reading at a time. Fails where the
 * connection is lost, and never ends early.
 * @param statement SQL of one query, without parameters
 * @param rows most rows of a piece
 */
export async function* readInPieces<Row extends object>(
  sql: TransactionSql,
  statement: string,
  rows: number,
): AsyncGenerator<Row[]> {
  await sql.unsafe(`declare ${CURSOR} no scroll cursor for ${statement}`);
  for (;;) {
    const piece = await sql.unsafe<Row[]>(`fetch ${rows} from ${CURSOR}`);
    if (piece.length > 0) yield piece;
    if (piece.length < rows) break;
  }
  await sql.unsafe(`close ${CURSOR}`);
}
