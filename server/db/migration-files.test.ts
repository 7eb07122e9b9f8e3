import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { hasSameEffect, readMigrations } from './migrate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diaban-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text = 'select 1;') => writeFileSync(join(folder, name), text);

it('migrations are read in the order of their numbers, which may have gaps', async () => {
  write('0010-third.sql');
  write('0002-second.sql', 'select 2;\r\n');
  write('0001-first.sql', 'select 2;\n');
  write('README.md');
  const found = await readMigrations(folder);
  expect(found.map(({ number, name }) => [number, name])).toEqual([
    [1, '0001-first.sql'],
    [2, '0002-second.sql'],
    [10, '0010-third.sql'],
  ]);
  // The end of a line is no part of the text.
  expect(found[0]?.checksum).toBe(found[1]?.checksum);
  expect(found[0]?.checksum).not.toBe(found[2]?.checksum);
});

it('a number that stands twice, and a name that is none, are refused', async () => {
  write('0001-first.sql');
  write('0001-other.sql');
  await expect(readMigrations(folder)).rejects.toThrow('Two migrations have the number 0001');
  rmSync(join(folder, '0001-other.sql'));
  for (const name of ['001-short.sql', '0002-Big.sql', '0002.sql']) {
    write(name);
    await expect(readMigrations(folder)).rejects.toThrow(`Not the name of a migration: ${name}`);
    rmSync(join(folder, name));
  }
});

it('a database has what a file makes by its text, or by an earlier one of the same effect', () => {
  const file = { number: 1, name: '0001-foundation.sql', text: '', checksum: 'now' };
  const earlier = '6420dab6988da5b4afecd8263aa5fda2555a021dff45ce331b8d4b9da366d898';
  expect(hasSameEffect(file, 'now')).toBe(true);
  expect(hasSameEffect(file, earlier)).toBe(true);
  expect(hasSameEffect(file, 'other')).toBe(false);
  expect(hasSameEffect({ ...file, name: '0002-accounts.sql' }, earlier)).toBe(false);
});
