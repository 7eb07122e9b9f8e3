import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { asActor } from '#server/db/transaction.ts';
import { administer, databaseUrl } from '#tests/support/database/database-template.ts';
import { some } from '#tests/support/some.ts';

const template = inject('databaseTemplate');
const REGISTERS = ['production', 'training'];

/** Statements of server/deploy/RUNBOOK.md by which the keeper of a managed PostgreSQL prepares a register. */
const prepare = (owner: string) => [
  `create role ${owner} login`,
  `grant diaban_app to ${owner}`,
  `create database ${owner} owner ${owner}`,
];

// The embedded database has one owner, who may do everything.
describe.runIf(template.kind === 'server')('a managed PostgreSQL', () => {
  const url = template.kind === 'server' ? template.url : '';
  const owners = REGISTERS.map((name) => `${name}_${randomUUID().slice(0, 8)}`);
  const addressOf = (owner: string) => {
    const address = new URL(databaseUrl(url, owner));
    address.username = owner;
    return address.href;
  };

  beforeAll(async () => {
    for (const owner of owners) {
      for (const statement of prepare(owner)) await administer(url, statement);
      await administer(databaseUrl(url, owner), 'create extension postgis');
    }
  });
  afterAll(async () => {
    for (const owner of owners) {
      await administer(url, `drop database ${owner} with (force)`);
      await administer(url, `drop role ${owner}`);
    }
  });

  it('holds two registers of owners who are no superusers and make no roles', async () => {
    for (const owner of some(owners)) {
      const databaseUrl = addressOf(owner);
      const database = await openDatabase({ databaseUrl, dataDirectory: '', maxConnections: 2 });
      try {
        expect((await migrate(database)).applied.length).toBeGreaterThan(50);
        const nobody = {
          accountId: 'nobody',
          role: 'analyst',
          reach: 'city',
          communeIds: [],
        } as const;
        const [row] = await asActor(
          database,
          nobody,
          (sql) => sql<{ user: string; points: number }[]>`
            select current_user::text as user, count(*)::int as points from point`,
        );
        expect(row).toEqual({ user: 'diaban_app', points: 0 });
      } finally {
        await database.close();
      }
    }
  });
});
