import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { migrate, MIGRATIONS_DIRECTORY, readMigrations } from '#server/db/migrate.ts';
import { asOwner } from '#server/db/transaction.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

describe('migrations', () => {
  let database: Database;
  let folder: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'diaban-migrations-'));
    await cp(MIGRATIONS_DIRECTORY, folder, { recursive: true });
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('have all been applied, each once', async () => {
    const files = await readMigrations(MIGRATIONS_DIRECTORY);
    const rows = await database.sql<{ name: string; checksum: string }[]>`
      select name, checksum from schema_migration order by number`;
    expect(rows.map((row) => row.checksum)).toEqual(files.map((file) => file.checksum));
    expect(await migrate(database)).toEqual({ applied: [] });
  });

  it('are refused when an applied file was edited', async () => {
    const [first] = await readMigrations(folder);
    await writeFile(join(folder, first?.name ?? ''), `${first?.text ?? ''}\n-- edited`);
    await expect(migrate(database, folder)).rejects.toThrow(/was changed after/);
    await writeFile(join(folder, first?.name ?? ''), first?.text ?? '');
  });

  it('are accepted when an earlier text with the same effect had been applied', async () => {
    const earlier = '6420dab6988da5b4afecd8263aa5fda2555a021dff45ce331b8d4b9da366d898';
    const set = (checksum: string) =>
      asOwner(
        database,
        (sql) => sql`update schema_migration set checksum = ${checksum} where number = 1`,
      );
    const [first] = await readMigrations(MIGRATIONS_DIRECTORY);
    await set(earlier);
    expect(await migrate(database)).toEqual({ applied: [] });
    await set(first?.checksum ?? '');
  });

  it('are refused when a number is used twice', async () => {
    const twice = join(folder, '0001-twice.sql');
    await writeFile(twice, 'select 1;');
    await expect(migrate(database, folder)).rejects.toThrow(/have the number 0001/);
    await rm(twice);
  });

  it('are refused when one comes before those that have been applied', async () => {
    const early = join(folder, '0000-early.sql');
    await writeFile(early, 'select 1;');
    await expect(migrate(database, folder)).rejects.toThrow(/but not 0000-early.sql before it/);
    await rm(early);
  });

  it('are refused when the database is newer than the program', async () => {
    const last = (await readMigrations(folder)).at(-1);
    await rm(join(folder, last?.name ?? ''));
    await expect(migrate(database, folder)).rejects.toThrow(/newer than this program/);
    await writeFile(join(folder, last?.name ?? ''), last?.text ?? '');
  });

  it('leave nothing behind when one of their statements fails', async () => {
    const broken = join(folder, '9999-broken.sql');
    await writeFile(broken, 'create table half_done (id integer); select 1 / 0;');
    await expect(migrate(database, folder)).rejects.toThrow(/division by zero/);
    await rm(broken);
    const rows = await database.sql`select from pg_class where relname = 'half_done'`;
    expect(rows).toHaveLength(0);
  });
});
