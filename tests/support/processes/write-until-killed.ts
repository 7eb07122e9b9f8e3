// Waits for a word, says what the embedded database of a folder holds, then writes to it until it is
// killed, and prints the number of every transaction that the database acknowledged. It waits with
// everything loaded, so that one process can start while the one before it still writes.
import { once } from 'node:events';

import { openDatabase } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Statements of a transaction: enough for most kills to fall inside one, and a half-written one would show. */
const PARTS = 10;

/** Contents of a reopened database; every transaction writes one number to {@link PARTS} rows. */
export type Found = { transactions: number; greatest: number; torn: number };

const [dataDirectory = ''] = process.argv.slice(2);
await once(process.stdin, 'data');
const database = await openDatabase({ databaseUrl: null, dataDirectory });

await asSystem(
  database,
  (sql) => sql`
    create table if not exists written (
      number integer not null,
      part integer not null,
      padding text not null,
      constraint written_pkey primary key (number, part)
    )`,
);

const [found] = await asSystem(
  database,
  (sql) => sql<Found[]>`
    select
      count(*)::integer as transactions,
      coalesce(max(number), 0) as greatest,
      coalesce(sum((parts <> ${PARTS})::integer), 0)::integer as torn
    from (select number, count(*) as parts from written group by number) as per_number`,
);
console.log(JSON.stringify(found));

for (let number = (found?.greatest ?? 0) + 1; ; number += 1) {
  await asSystem(database, async (sql) => {
    const padding = 'x'.repeat(number % 3000);
    for (let part = 1; part <= PARTS; part += 1) {
      await sql`insert into written (number, part, padding) values (${number}, ${part}, ${padding})`;
    }
  });
  console.log(number);
}
