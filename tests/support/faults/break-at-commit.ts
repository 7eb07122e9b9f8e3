import type { Database } from '#server/db/client.ts';

/**
 * Breaks the next transaction that writes under an Idempotency-Key: `before` its commit, so that nothing of it stays,
 * or `after` it, as when the answer to the commit is lost. Returns a function that stops the breaking.
 */
export function breakAtCommit(
  { sql }: Database,
  key: string,
  when: 'before' | 'after',
): () => void {
  const begin = sql.begin.bind(sql);
  const wrote = async (at: Pick<typeof sql, 'unsafe'>) =>
    (await at.unsafe('select from idempotency_record where key = $1', [key])).length > 0;
  let armed = true;
  const lose = () => {
    armed = false;
    return Object.assign(new Error('the connection was lost'), { code: 'CONNECTION_CLOSED' });
  };
  const broken = async (...given: [unknown] | [unknown, unknown]) => {
    const work = given.at(-1) as Parameters<typeof begin>[1];
    const watched: typeof work = async (transaction) => {
      const result = await work(transaction);
      if (armed && when === 'before' && (await wrote(transaction))) throw lose();
      return result;
    };
    const result: unknown = await (given.length === 1
      ? begin(watched)
      : begin(given[0] as string, watched));
    if (armed && when === 'after' && (await wrote(sql))) throw lose();
    return result;
  };
  sql.begin = broken as typeof sql.begin;
  return () => {
    sql.begin = begin;
  };
}
