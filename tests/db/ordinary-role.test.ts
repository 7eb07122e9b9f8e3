import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { setOrphansAside } from '#server/features/attachments/orphan-jobs.ts';
import { administer, databaseUrl } from '#tests/support/database/database-template.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';

const template = inject('databaseTemplate');
const url = template.kind === 'server' ? template.url : '';
const name = `diaban_test_${randomUUID().replaceAll('-', '')}`;
const role = `diaban_owner_${name.slice(-8)}`;

// The embedded database has one role.
describe.runIf(template.kind === 'server')(
  'a role that owns its database and is no superuser',
  () => {
    let test: TestApp;
    beforeAll(async () => {
      // The application's role is there already, from the other databases of this server.
      await administer(url, `create role ${role} login`);
      await administer(url, `grant diaban_app to ${role} with admin option`);
      await administer(url, `create database ${name} owner ${role}`);
      await administer(databaseUrl(url, name), 'create extension postgis');
      const own = new URL(databaseUrl(url, name));
      own.username = role;
      const database = await openDatabase({
        databaseUrl: own.href,
        dataDirectory: tmpdir(),
        maxConnections: 4,
      });
      await migrate(database);
      test = await createTestApp({ database });
    });
    afterAll(async () => {
      await test?.close();
      await administer(url, `drop database if exists ${name} with (force)`);
      await administer(url, `drop role if exists ${role}`);
    });

    it('migrates, and runs a register with the reach of each', async () => {
      const [is] = await test.database.sql<{ superuser: boolean; bypasses: boolean }[]>`
        select rolsuper as superuser, rolbypassrls as bypasses from pg_roles
        where rolname = current_user`;
      expect(is).toEqual({ superuser: false, bypasses: false });
      const officer = await test.as('officer');
      const coordinator = await test.as('coordinator');
      const elsewhere = await test.as('leader.elsewhere', {
        role: 'leader',
        communeCodes: ['00004'],
      });
      const point = await okPoint(await officer.post('/api/points', newPoint()));
      expect((await coordinator.get(`/api/points/${point.id}`)).status).toBe(200);
      expect((await officer.get(`/api/points/${point.id}`)).status).toBe(200);
      expect((await elsewhere.get(`/api/points/${point.id}`)).status).toBe(404);
    });

    it('loads and follows the map, and looks after the files of attachments', async () => {
      await test.deps.points.load();
      await expect(test.deps.points.catchUp()).resolves.toBeUndefined();
      expect(await setOrphansAside(test.deps)).toEqual({ photos: 0, aside: 0, warning: null });
    });
  },
);
