import type { createApp } from '#server/app.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Tables that a repetition may change: reads are logged again, and keys are the mechanism itself. */
const NOT_COUNTED = [
  'audit_entry',
  'audit_head',
  'audit_waiting',
  'idempotency_record',
  'point_change',
];

/** A write with a lost answer, and the answer to the same request sent again. */
export type LostAnswer = {
  route: string;
  first: { status: number; body: unknown };
  again: { status: number; body: unknown; replayed: boolean };
  /** The tables whose number of rows the repetition changed. */
  changed: string[];
};

/**
 * Loses the answer of every successful write under a key, as a process does that is killed after its last commit, sends
 * the same request again, and notes the result in `lost`. The caller gets the first answer.
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

/** Deletes the stored answer; false where there is no record of the key, because the route takes none. */
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
