import { afterAll, describe, expect, inject, it } from 'vitest';

import { openDatabase, type Database } from '#server/db/client.ts';
import { copyDatabase, type Copy } from '#tests/support/database/test-database.ts';
import { processorTime, quickestOf } from '#tests/support/timing.ts';

const COPIES = 5;
const MILLISECONDS = 300;

let timesEntered = 0;
const prepared = {
  name: 'one_setting',
  async enter(database: Database) {
    timesEntered += 1;
    await enterSetting(database, 'prepared');
  },
};

async function enterSetting(database: Database, key: string): Promise<void> {
  await database.sql`
    insert into setting (key, valid_from, value, origin, set_at)
    values (${key}, '2026-01-01', '1', 'a test', now())`;
}

async function settingsOf(copy: Copy): Promise<string[]> {
  const database = await openDatabase(copy);
  const rows = await database.sql<{ key: string }[]>`select key from setting order by key`;
  await database.close();
  return rows.map(({ key }) => key);
}

describe('the database of a test file', () => {
  const copies: Copy[] = [];
  const copied = async () => {
    const copy = await copyDatabase(prepared);
    copies.push(copy);
    return copy;
  };
  afterAll(() => Promise.all(copies.map((copy) => copy.remove())));

  it('holds what was prepared once, and nothing of another one', async () => {
    const [one, other] = [await copied(), await copied()];
    const database = await openDatabase(one);
    await enterSetting(database, 'written');
    await database.close();
    expect(await settingsOf(one)).toEqual(['prepared', 'written']);
    expect(await settingsOf(other)).toEqual(['prepared']);
    expect(timesEntered).toBe(1);
  });

  it(`is copied within ${MILLISECONDS} ms`, async () => {
    await copied();
    const { kind } = inject('databaseTemplate');
    // This process copies a folder itself, and a busy machine does not change its own time; a server copies in its own
    // process.
    const took =
      kind === 'embedded' ? await processorTime(copied) : await quickestOf(COPIES, copied);
    console.log(`${kind}: copied in ${Math.round(took)} ms`);
    expect(took).toBeLessThan(MILLISECONDS);
  });
});
