import { beforeEach, describe, expect, it } from 'vitest';

import type { Database } from './db/client.ts';
import { openTried } from './tried-database.ts';

let closed: number;
let asked: string[];
let told: string[];
/** True where the tables of the program are there, as a newer program has left them. */
let isNewer: boolean;
beforeEach(() => {
  closed = 0;
  [asked, told] = [[], []];
  isNewer = false;
});

const open = async (): Promise<Database> => {
  const sql = async (strings: readonly string[]) => {
    const text = strings.join('?');
    if (!text.includes('set_config')) asked.push(text);
    if (text.includes('to_regclass')) return [{ name: isNewer ? 'schema_migration' : null }];
    return [{ number: 99_999, name: '99999-of-tomorrow.sql', checksum: 'x' }];
  };
  const begin = (_: string, run: (given: unknown) => unknown) => run(sql);
  const close = async () => void (closed += 1);
  const database = { sql: { begin }, owner: { begin }, systemRole: null, close };
  return database as unknown as Database;
};
const tell = (words: string) => void told.push(words);

describe('a database that is opened', () => {
  it('is not looked at where the operator wants no trial', async () => {
    await openTried({ triesUpgrades: false }, open, tell);
    expect([asked, told, closed]).toEqual([[], [], 0]);
  });

  it('needs no trial while it is new: there is nothing that an upgrade could spoil', async () => {
    const database = await openTried({ triesUpgrades: true }, open, tell);
    expect(database).toHaveProperty('sql');
    expect(asked).toHaveLength(1);
    expect([told, closed]).toEqual([[], 0]);
  });

  it('is closed again where it is of a newer program', async () => {
    isNewer = true;
    await expect(openTried({ triesUpgrades: true }, open, tell)).rejects.toThrow(
      'newer than this program',
    );
    expect(closed).toBe(1);
  });
});
