import type { IsoDate } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Finds the day under which the register has each act, by the words that only this act carries. */
export async function listRecordedDays(
  database: Database,
  markers: readonly string[],
): Promise<Map<string, IsoDate>> {
  const rows = await asSystem(
    database,
    (sql) => sql<{ marker: string; day: IsoDate }[]>`
      select note as marker, effective_on::text as day from event
      where kind <> 'recurrence_suspected' and note = any (${markers as string[]}::text[])
      union all
      select place_name, received_on::text from tip
      where place_name = any (${markers as string[]}::text[])`,
  );
  return new Map(rows.map(({ marker, day }) => [marker, day]));
}
