import type { createApp } from '#server/app.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Looks at things are logged again, and keys are what the repetition is about. */
const NOT_COUNTED = ['audit_entry', 'audit_head', 'idempotency_record', 'point_change'];

/** A write whose answer was lost, and what the same request then gave. */
export type LostAnswer = {
  route: string;
  first: { status: number; body: unknown };
  again: { status: number; body: unknown; replayed: boolean };
  /** The tables that have other numbers of rows afterwards. */
  changed: string[];
};

/**
 * Lets the answer of every successful write under a key be lost as a process that is killed after its
 * last commit would lose it, sends the same request again, and notes what came of it in `lost`.
 * The caller gets the first answer.
 */
export function loseAnswers(
  app: ReturnType<typeof createApp>,
  database: Database,
  lost: LostAnswer[],
): void {
  const answer = app.fetch;
  app.fetch = async (request, ...rest) => {
    const key = request.headers.get('idempotency-key');
    if (request.method !== 'POST' || key === null) return answer(request, ...rest);
    const repeated = request.clone();
    const first = await answer(request, ...rest);
    const body: unknown = await first
      .clone()
      .json()
      .catch(() => null);
    if (!first.ok || !(await forgetAnswer(database, key))) return first;
    const before = await countRows(database);
    const again = await answer(repeated, ...rest);
    const after = await countRows(database);
    lost.push({
      route: new URL(request.url).pathname.replaceAll(/\d+|[0-9a-f-]{36}/g, '…'),
      first: { status: first.status, body },
      again: {
        status: again.status,
        body: await again.json().catch(() => null),
        replayed: again.headers.get('idempotency-replayed') === 'true',
      },
      changed: Object.keys(after).filter((table) => before[table] !== after[table]),
    });
    return first;
  };
}

/** False where there is no record of the key: the route takes none. */
async function forgetAnswer(database: Database, key: string): Promise<boolean> {
  return asSystem(database, async (sql) => {
    const rows = await sql`
      update idempotency_record set status = null, body = null where key = ${key} returning key`;
    return rows.length > 0;
  });
}

async function countRows(database: Database): Promise<Record<string, number>> {
  return asSystem(database, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not (relname = any (${NOT_COUNTED}))`;
    const counts = tables.map(
      ({ name }) => `select '${name}' as name, count(*)::integer as rows from ${name}`,
    );
    const rows = await sql.unsafe<{ name: string; rows: number }[]>(counts.join(' union all '));
    return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
  });
}
