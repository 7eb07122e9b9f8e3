import { setImmediate as turnOver } from 'node:timers/promises';
import { expect, it } from 'vitest';

import type { Database } from './client.ts';
import { gather } from './gather.ts';

const database = {} as Database;

it('what is asked for in one turn is read together, each key once', async () => {
  const read: (readonly string[])[] = [];
  const lengthOf = gather(async (_: { database: Database }, keys: readonly string[]) => {
    read.push(keys);
    return new Map(keys.map((key) => [key, key.length]));
  });
  const answers = await Promise.all(['a', 'bcd', 'a'].map((key) => lengthOf({ database }, key)));
  expect(answers).toEqual([1, 3, 1]);
  expect(read).toEqual([['a', 'bcd']]);
});

it('what is asked for while a reading is under way is read by the next one', async () => {
  const read: (readonly string[])[] = [];
  const valueOf = gather(async (_: { database: Database }, keys: readonly string[]) => {
    read.push(keys);
    await turnOver();
    await turnOver();
    return new Map<string, string>();
  });
  const first = valueOf({ database }, 'first');
  await turnOver();
  const second = valueOf({ database }, 'second');
  expect(await Promise.all([first, second])).toEqual([undefined, undefined]);
  expect(read).toEqual([['first'], ['second']]);
});

it('a reading that fails fails for those who asked for it, and not for the next', async () => {
  let failing = true;
  const valueOf = gather(async (_: { database: Database }, keys: readonly string[]) => {
    if (failing) throw new Error('away');
    return new Map(keys.map((key) => [key, key]));
  });
  const failed = await Promise.allSettled(['a', 'b'].map((key) => valueOf({ database }, key)));
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  failing = false;
  expect(await valueOf({ database }, 'a')).toBe('a');
});

it('each database is read by itself', async () => {
  const other = {} as Database;
  const read: Database[] = [];
  const valueOf = gather(async (given: { database: Database }, keys: readonly string[]) => {
    read.push(given.database);
    return new Map(keys.map((key) => [key, key]));
  });
  await Promise.all([valueOf({ database }, 'a'), valueOf({ database: other }, 'a')]);
  expect(read).toEqual([database, other]);
});
