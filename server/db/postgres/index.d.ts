// The types of the published package: our changes alter no signature, and add one function (CHANGES.md, 11).
import postgres = require('postgres');
export = postgres;

declare module 'postgres' {
  interface Sql<TTypes extends Record<string, unknown> = {}> {
    /** Sends `begin`, all that `work` asks for without waiting for an answer, and `commit` together. */
    atOnce<T>(options: string, work: (sql: TransactionSql<TTypes>) => Promise<T>): Promise<T>;
  }
}
