import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { arrayText } from '#server/db/array-text.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('values', () => {
  it('come as civil dates, instants in UTC and numbers, and go back unchanged', async () => {
    const [row] = await asSystem(
      database,
      (sql) => sql`
        select
          ${'2026-03-01'}::date as civil_date,
          ${'2026-11-24T08:02:03.456789+07:00'}::timestamptz as an_instant,
          timestamp '2026-11-24 01:02:03' as without_zone,
          ${9_007_199_254_740_991}::bigint as large,
          array[1, 2]::bigint[] as many,
          array['2026-03-01', '2026-03-02']::date[] as days,
          '{"snake_case": 1}'::jsonb as stays_as_written`,
    );
    expect(row).toEqual({
      civilDate: '2026-03-01',
      anInstant: '2026-11-24T01:02:03.456Z',
      withoutZone: '2026-11-24T01:02:03.000Z',
      large: 9_007_199_254_740_991,
      many: [1, 2],
      days: ['2026-03-01', '2026-03-02'],
      staysAsWritten: { snake_case: 1 },
    });
  });

  it('fail loudly when a number would lose digits, and the connection still serves', async () => {
    const reading = asSystem(database, (sql) => sql`select 9007199254740993::bigint as n`);
    await expect(reading).rejects.toThrow('beyond 2^53');
    expect(await database.sql`select 1 as n`).toMatchObject([{ n: 1 }]);
  });

  it('come back from the text of an array as they went in', async () => {
    const text = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'grapheme' }).map((one) => one.replaceAll('\0', '')),
      fc.constantFrom('null', 'NULL', '', '"', '\\', '{a,b}', 'a"b\\c,d', ' x ', '\n'),
    );
    // `-0` is written as `0`.
    const number = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((one) => (one === 0 ? 0 : one));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ text, number })), async (rows) => {
        const back = await asSystem(
          database,
          (sql) => sql`
            select given.text, given.number
            from unnest(
              ${arrayText(rows.map((row) => row.text))}::text::text[],
              ${arrayText(rows.map((row) => row.number))}::text::float8[]
            ) with ordinality as given (text, number, place)
            order by given.place`,
        );
        expect([...back]).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
});
