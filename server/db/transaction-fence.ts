import { changeStatements, type TransactionSql } from './driver/statement.ts';
import { type AuditLine, keepLines, linesOf } from './transaction-lines.ts';
import { allParts, takeParts } from './unawaited.ts';

/** Thrown at a statement that should run after its transaction, or its savepoint, had ended. */
export class TransactionOverError extends Error {
  override name = 'TransactionOverError';
  constructor() {
    super('The transaction of this statement is over: the statement was not executed.');
  }
}

type Savepoint = (...args: [...name: string[], work: Work]) => Promise<unknown>;
type Work = (sql: TransactionSql) => Promise<unknown>;

/**
 * Wraps the `sql` of a transaction so that it refuses every statement once `isOpen` is false. Without this, work that
 * continues after the end of its transaction (another part of a `Promise.all` failed, the connection was lost) would
 * write outside any transaction, or inside the next one on that connection. `isOpen` is asked when a statement is
 * executed, not when it is written down. The `sql` of a savepoint closes with the savepoint.
 */
export function fenced(sql: TransactionSql, isOpen: () => boolean): TransactionSql {
  const savepoint: Savepoint = async (...args) => {
    if (!isOpen()) throw new TransactionOverError();
    const [work, name] = args.toReversed() as [Work, string?];
    const lines: AuditLine[] = [];
    const inside: Work = (nested) => whileOpen(nested, isOpen, work, lines);
    const result = await (name === undefined ? sql.savepoint(inside) : sql.savepoint(name, inside));
    // Not before it has ended well: what is undone leaves no line.
    linesOf(outer)?.push(...lines);
    return result;
  };
  const outer = changeStatements(
    sql,
    (made) => {
      const { handler } = made;
      made.handler = (statement) =>
        isOpen() ? handler(statement) : statement.reject(new TransactionOverError());
    },
    { savepoint },
  ) as TransactionSql;
  return outer;
}

/**
 * Runs work with a `sql` that closes when the work ends, with or without success. Lines for the log that the work
 * appends are added to `lines`, to be written at the end.
 */
export async function whileOpen<T>(
  sql: TransactionSql,
  isOpen: () => boolean,
  work: (sql: TransactionSql) => Promise<T>,
  lines: AuditLine[],
): Promise<T> {
  let ended = false;
  const open = fenced(sql, () => !ended && isOpen());
  keepLines(open, lines);
  takeParts(open);
  try {
    const result = await work(open);
    await allParts(open);
    return result;
  } finally {
    ended = true;
  }
}
