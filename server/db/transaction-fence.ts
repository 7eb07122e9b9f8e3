import type { TransactionSql } from './client.ts';

/** A statement was to run after its transaction, or its savepoint, had ended. */
export class TransactionOverError extends Error {
  override name = 'TransactionOverError';
  constructor() {
    super('The transaction of this statement is over: the statement was not executed.');
  }
}

/** The driver's statement: a promise that hands itself to `handler` when somebody waits for it. */
type Statement = Promise<unknown> & {
  handler: (statement: Statement) => void;
  reject: (error: Error) => void;
};
type Savepoint = (...args: [...name: string[], work: Work]) => Promise<unknown>;
type Work = (sql: TransactionSql) => Promise<unknown>;

/**
 * The `sql` of a transaction, which refuses every statement once `isOpen` says no. Without this, work that goes on
 * after its transaction has ended (another part of a `Promise.all` failed, the connection was lost) would write
 * outside of any transaction, or inside that of whoever has the connection by then. It is asked when the statement is
 * to be executed, not when it is written down. A savepoint's `sql` is closed with the savepoint.
 */
export function fenced(sql: TransactionSql, isOpen: () => boolean): TransactionSql {
  const guard = <T>(made: T): T => {
    if (isStatement(made)) {
      const { handler } = made;
      made.handler = (statement) =>
        isOpen() ? handler(statement) : statement.reject(new TransactionOverError());
    }
    return made;
  };
  const savepoint: Savepoint = async (...args) => {
    if (!isOpen()) throw new TransactionOverError();
    const [work, name] = args.toReversed() as [Work, string?];
    const inside: Work = (nested) => whileOpen(nested, isOpen, work);
    return name === undefined ? sql.savepoint(inside) : sql.savepoint(name, inside);
  };
  return new Proxy(sql, {
    apply: (target, self, args) => guard(Reflect.apply(target, self, args)),
    get(target, name) {
      if (name === 'savepoint') return savepoint;
      if (name !== 'unsafe') return Reflect.get(target, name);
      return (...args: Parameters<TransactionSql['unsafe']>) => guard(target.unsafe(...args));
    },
  });
}

/** Runs work with a `sql` that is closed when the work has ended, either way. */
export async function whileOpen<T>(
  sql: TransactionSql,
  isOpen: () => boolean,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  let ended = false;
  try {
    return await work(fenced(sql, () => !ended && isOpen()));
  } finally {
    ended = true;
  }
}

function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && 'handler' in made;
}
