import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { sequenceLog } from '#server/audit-tree/sequence.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { type AppliedMigration, migrate } from '#server/db/migrate.ts';
import { asActor, asOwner, asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { serviceUrl } from '#tests/support/database/database-template.ts';
import { copyDatabase, type Copy } from '#tests/support/database/test-database.ts';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { startServer } from '#tests/support/processes/start-server.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const template = inject('databaseTemplate');
const DENIED = { code: '42501' };
const LEADER = { accountId: 'leader', role: 'leader', reach: 'communes', communeIds: [1] } as const;

const readLast = (database: Database) =>
  asSystem(
    database,
    (sql) => sql<AppliedMigration[]>`
      select number, name, checksum from schema_migration order by number desc limit 1`,
  );

// The embedded database has one role, and lives in the process.
describe.runIf(template.kind === 'server')(
  'a service that signs in as a role that owns nothing',
  () => {
    let copy: Copy;
    let ownerUrl: string;
    let database: Database;
    let test: TestApp;
    const open = (more: { databaseUrl: string; databaseOwnerUrl?: string }) =>
      openDatabase({ dataDirectory: tmpdir(), maxConnections: 4, ...more });
    beforeAll(async () => {
      copy = await copyDatabase();
      ownerUrl = copy.databaseOwnerUrl ?? copy.databaseDirectUrl ?? copy.databaseUrl ?? '';
      database = await open({ databaseUrl: serviceUrl(ownerUrl), databaseOwnerUrl: ownerUrl });
      await migrate(database);
      test = await createTestApp({ database });
    });
    afterAll(async () => {
      await test?.close();
      await copy?.remove();
    });

    it('runs a register with the reach of each', async () => {
      const officer = await test.as('officer');
      const elsewhere = await test.as('leader.elsewhere', {
        role: 'leader',
        communeCodes: ['00004'],
      });
      const point = await okPoint(await officer.post('/api/points', newPoint()));
      expect((await officer.get(`/api/points/${point.id}`)).status).toBe(200);
      expect((await elsewhere.get(`/api/points/${point.id}`)).status).toBe(404);
    });

    it('gives places to lines of the log, and signs the head', async () => {
      const officer = await test.as('officer');
      await okPoint(await officer.post('/api/points', newPoint()));
      expect(await sequenceLog(test.deps)).toBeGreaterThan(0);
      const verdict = await asSystem(database, (sql) => verifyAudit(sql));
      expect(verdict).toMatchObject({ ok: true, waiting: 0 });
    });

    it.each([
      ['sees no point', 'select from point'],
      ['sees no account', 'select from app_user'],
      ['adds no line to the log', 'insert into audit_entry default values'],
      ['changes no setting', 'delete from setting'],
      ['takes no trigger away', 'alter table event disable trigger all'],
      ['takes no wall away', 'alter table point disable row level security'],
      ['makes no table', 'create table mine ()'],
    ])('%s once a person’s transaction has reset its role', async (_, statement) => {
      const attempt = asActor(database, LEADER, async (sql) => {
        await sql`reset role`;
        await sql.unsafe(statement);
      });
      await expect(attempt).rejects.toMatchObject(DENIED);
    });

    it.each([
      ['change a line of the log', 'update audit_entry set hash = hash'],
      ['remove a reply', 'delete from reply'],
      ['take a trigger away', 'alter table event disable trigger all'],
      [
        'write a function anew',
        'create or replace function refuse_change() returns trigger language sql as $$ $$',
      ],
      ['empty a table', 'truncate event cascade'],
      ['forget a migration', 'delete from schema_migration'],
    ])('cannot, even for the system, %s', async (_, statement) => {
      const attempt = asSystem(database, (sql) => sql.unsafe(statement));
      await expect(attempt).rejects.toMatchObject(DENIED);
    });

    it('starts without the owner where nothing is missing, and says what to run where something is', async () => {
      const alone = await open({ databaseUrl: serviceUrl(ownerUrl) });
      const [last] = await readLast(database);
      if (last === undefined) throw new Error('no migration was applied');
      try {
        await expect(migrate(alone)).resolves.toEqual({ applied: [] });
        await asOwner(
          database,
          (sql) => sql`delete from schema_migration where number = ${last.number}`,
        );
        await expect(migrate(alone)).rejects.toThrow('npm run cli -- migrate');
        await expect(asOwner(alone, (sql) => sql`select 1`)).rejects.toThrow('DATABASE_OWNER_URL');
      } finally {
        await asOwner(
          database,
          (sql) => sql`
          insert into schema_migration (number, name, checksum)
          values (${last.number}, ${last.name}, ${last.checksum})`,
        );
        await alone.close();
      }
    });

    it(
      'starts as the built program, and says only of an owner’s address what it costs',
      { timeout: 120_000 },
      async () => {
        const toldBy = async (url: string) => {
          const folder = await mkdtemp(join(tmpdir(), 'diaban-service-'));
          const server = startServer(await freePort(), {
            DATABASE_URL: url,
            DIABAN_DATA_DIR: folder,
            DIABAN_PUBLIC_URL: undefined,
          });
          await server.ready;
          server.child.kill('SIGTERM');
          const { out } = await server.ended;
          await rm(folder, { recursive: true });
          return out;
        };
        expect(await toldBy(serviceUrl(ownerUrl))).not.toContain('signs in as the owner');
        expect(await toldBy(ownerUrl)).toContain('signs in as the owner of the tables');
      },
    );

    it('refuses the address of an owner beside another owner’s', async () => {
      const opening = open({ databaseUrl: ownerUrl, databaseOwnerUrl: ownerUrl });
      await expect(opening).rejects.toThrow('server/deploy/roles.sql');
    });
  },
);
