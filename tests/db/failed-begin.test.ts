import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { type Database, openDatabase, type TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { meanwhile, send } from '#server/db/unawaited.ts';
import { copyDatabase } from '#tests/support/database/test-database.ts';
import { type FarProxy, startFarProxy } from '#tests/support/faults/far-proxy.ts';

/** Mode that makes `begin` fail while the connection lives on. */
const NO_MODE = 'isolation level none';

let database: Database;
let proxy: FarProxy | undefined;

beforeAll(async () => {
  const { remove, ...where } = await copyDatabase();
  const direct = where.databaseDirectUrl ?? where.databaseUrl;
  if (direct !== null) proxy = await startFarProxy(direct);
  database = await openDatabase(
    proxy === undefined ? where : { databaseUrl: proxy.url, dataDirectory: '' },
  );
  await database.sql`create table probe (n integer constraint probe_once primary key)`;
  await database.sql`
    create function write_probe(given integer) returns integer language sql
    begin atomic insert into probe values (given) returning n; end`;
  return async () => {
    await database.close();
    await proxy?.close();
    await remove();
  };
});
beforeEach(() => database.sql`truncate probe`);

const kept = async () =>
  (await database.sql<{ n: number }[]>`select n from probe order by n`).map(({ n }) => n);
const fails = (work: (sql: TransactionSql) => Promise<unknown>) =>
  expect(database.sql.begin(NO_MODE, work)).rejects.toThrow('syntax error');

describe('a transaction that did not begin', () => {
  it('writes nothing, whatever was sent with its beginning', async () => {
    await fails((sql) => sql`insert into probe values (1)`);
    await fails((sql) => sql`select write_probe(2)`);
    await fails((sql) => Promise.all([sql`select 1`, sql`insert into probe values (3)`]));
    await fails(async (sql) => {
      await sql`select 1`;
      await sql`select write_probe(4)`;
    });
    await fails(async (sql) => send(sql`insert into probe values (5)`));
    await fails((sql) => sql.savepoint((inner) => inner`insert into probe values (6)`));
    await fails((sql) => sql`create table other as select 1`.catch(() => undefined));
    expect(await kept()).toEqual([]);
    expect(await database.sql`select to_regclass('other') as is`).toEqual([{ is: null }]);
  });

  it('fails by its own reason also where its work did not notice, or found another', async () => {
    const begin = (work: (sql: TransactionSql) => unknown) => database.sql.begin(NO_MODE, work);
    await expect(begin(() => undefined)).rejects.toThrow('syntax error');
    await expect(begin((sql) => sql`select 1`)).rejects.toThrow('syntax error');
    const refused = begin(() => {
      throw new Error('a rule of its own, by what was read outside');
    });
    await expect(refused).rejects.toThrow('syntax error');
  });

  it('leaves a connection that writes, within a transaction and alone', async () => {
    await fails((sql) => sql`select write_probe(1)`);
    await database.sql.begin((sql) => Promise.all([sql`select 1`, sql`select write_probe(2)`]));
    await database.sql`insert into probe values (3)`;
    await expect(database.sql`insert into probe values (3)`).rejects.toThrow('probe_once');
    await fails((sql) => sql`insert into probe values (4)`);
    expect(await kept()).toEqual([2, 3]);
  });
});

it.runIf(inject('databaseTemplate').kind === 'server')(
  'a transaction takes one way for its beginning and what it asks first, and one for its end',
  async () => {
    const work = async (sql: TransactionSql) => {
      await sql`select write_probe(1)`;
      send(sql`insert into probe values (2)`);
    };
    await database.sql.begin(work);
    await database.sql`truncate probe`;
    const before = proxy?.ways ?? 0;
    await database.sql.begin(work);
    expect((proxy?.ways ?? 0) - before).toBe(2);
  },
);

describe('a write for whose answer nobody waits', () => {
  it('undoes its transaction where it fails, and says why', async () => {
    const twice = asSystem(database, async (sql) => {
      await sql`insert into probe values (1)`;
      send(sql`insert into probe values (1)`);
    });
    await expect(twice).rejects.toMatchObject({ constraint_name: 'probe_once' });
    const readAfter = asSystem(database, async (sql) => {
      send(sql`insert into probe values (1)`);
      send(sql`insert into probe values (1)`);
      await sql`select 1`;
    });
    await expect(readAfter).rejects.toMatchObject({ constraint_name: 'probe_once' });
    expect(await kept()).toEqual([]);
  });

  it('is done where it is the last word, and before what is asked after it', async () => {
    const read = await asSystem(database, async (sql) => {
      send(sql`insert into probe values (1)`);
      const rows = await sql<{ n: number }[]>`select n from probe`;
      send(sql`insert into probe values (2)`);
      return rows.map(({ n }) => n);
    });
    expect(read).toEqual([1]);
    expect(await kept()).toEqual([1, 2]);
  });
});

it('what goes on beside the work of a transaction belongs to it, also where it lets more go on', async () => {
  await asSystem(database, async (sql) => {
    const later = async () => {
      await sql`insert into probe values (1)`;
      meanwhile(sql, Promise.resolve(sql`insert into probe values (2)`));
    };
    meanwhile(sql, later());
  });
  expect(await kept()).toEqual([1, 2]);
  const failing = asSystem(database, async (sql) => {
    meanwhile(sql, Promise.resolve(sql`insert into probe values (1)`));
    await sql`insert into probe values (3)`;
  });
  await expect(failing).rejects.toMatchObject({ constraint_name: 'probe_once' });
  expect(await kept()).toEqual([1, 2]);
});
