import type postgres from 'postgres';

import type { ColumnTypes } from '#server/db/column-types.ts';

/** One transaction of the pool, as {@link asActor} and {@link asSystem} hand it over. */
export type TransactionSql = postgres.TransactionSql<ColumnTypes>;
/** Writes statements down. */
export type Statements = postgres.ISql<ColumnTypes>;

/** A statement of the package: a promise that passes itself to `handler` once somebody awaits it. */
export type Statement = Promise<unknown> & {
  handler: (statement: Statement) => void;
  reject: (error: Error) => void;
};

export function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && 'handler' in made;
}

/**
 * Wraps a `sql` so that every statement written down with it passes through `change`.
 * @param own functions that stand in place of those of the same name
 */
export function changeStatements<Sql extends Statements, Own extends object>(
  sql: Sql,
  change: (statement: Statement) => void,
  own: Own,
): Sql & Own {
  const changed = <T>(made: T): T => {
    if (isStatement(made)) change(made);
    return made;
  };
  const functions = {
    unsafe: (...args: Parameters<Statements['unsafe']>) => changed(sql.unsafe(...args)),
    ...own,
  };
  return new Proxy(sql, {
    apply: (target, self, args) => changed(Reflect.apply(target, self, args)),
    get: (target, name) => Reflect.get(Object.hasOwn(functions, name) ? functions : target, name),
  }) as Sql & Own;
}
