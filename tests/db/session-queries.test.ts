import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  endIdleSession,
  findHolder,
  findHolders,
  findSessionEnd,
  listSessions,
  noteUse,
  readSecondsLeft,
  renewToken,
} from '#server/authentication/session-queries.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { BARE_TABLES, undone } from '#tests/support/database/bare-tables.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const TODAY = '2026-03-01';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase(BARE_TABLES);
});
afterAll(() => database.close());

/** Enters a session of account `lan`, which is valid unless its columns say otherwise. */
async function enterSession(
  sql: TransactionSql,
  id: string,
  { ends = '1 hour', idle = '1 hour', account = 'lan' } = {},
): Promise<void> {
  await sql`
    insert into app_session (
      id, token, user_id, expires_at, idle_until, created_at, proved_at, ip_address, user_agent
    ) values (
      ${id}, ${`token ${id}`}, ${account}, now() + ${ends}::interval, now() + ${idle}::interval,
      now(), now() - interval '90 seconds', '10.0.0.1', 'Firefox'
    )`;
}

async function enterAccount(sql: TransactionSql, id = 'lan'): Promise<void> {
  await sql`
    insert into app_user (id, username, name, must_change_password, two_factor_enabled)
    values (${id}, ${`${id}.nguyen`}, 'Nguyễn Lan', false, true)`;
}

describe('the holder of a session', () => {
  it('is read with everything that decides about a request', async () => {
    await undone(database, async (sql) => {
      await enterAccount(sql);
      await enterSession(sql, 's');
      await sql`
        insert into role_assignment (id, account_id, role, commune_id, valid_from) values
          ('a', 'lan', 'leader', 9, '2026-01-01'), ('b', 'lan', 'leader', 3, '2026-01-01'),
          ('c', 'other', 'leader', 5, '2026-01-01')`;
      expect(await findHolder(sql, 'token s', TODAY)).toEqual({
        sessionId: 's',
        accountId: 'lan',
        username: 'lan.nguyen',
        name: 'Nguyễn Lan',
        disabled: false,
        mustChangePassword: false,
        secondFactor: true,
        role: 'leader',
        communeIds: [3, 9],
        passkey: false,
        secondsSinceProof: 90,
        secondsUntilIdle: 3600,
        provedAddress: '10.0.0.1',
        provedAgent: 'Firefox',
        demo: false,
        singleSignOn: false,
        factorProven: false,
      });
    });
  });

  it('has passkeys of the own account that nobody has copied', async () => {
    await undone(database, async (sql) => {
      await enterAccount(sql);
      await enterSession(sql, 's');
      const passkey = async () => (await findHolder(sql, 'token s', TODAY))?.passkey;
      await sql`
        insert into passkey (account_id, copied_at) values ('lan', now()), ('other', null)`;
      expect(await passkey()).toBe(false);
      await sql`insert into passkey (account_id) values ('lan')`;
      expect(await passkey()).toBe(true);
    });
  });

  it('is where the last proof was, and of the provider where that opened the session', async () => {
    await undone(database, async (sql) => {
      await enterAccount(sql);
      await enterSession(sql, 's');
      await sql`update app_session set proved_address = '10.9.9.9', proved_agent = 'Chrome'`;
      await sql`
        insert into single_sign_on_session (session_id, factor_proven)
        values ('s', true), ('t', false)`;
      await sql`
        insert into setting (key, value, valid_from) values ('demo', 'true', '2026-01-01')`;
      expect(await findHolder(sql, 'token s', TODAY)).toMatchObject({
        provedAddress: '10.9.9.9',
        provedAgent: 'Chrome',
        singleSignOn: true,
        factorProven: true,
        demo: true,
      });
    });
  });

  it('has the role of the day: from its first day until the day before its end', async () => {
    await undone(database, async (sql) => {
      await enterAccount(sql);
      await enterSession(sql, 's');
      await sql`
        insert into role_assignment (id, account_id, role, valid_from, valid_to)
        values ('a', 'lan', 'analyst', '2026-03-10', '2026-03-20')`;
      const roles = [];
      for (const day of ['2026-03-09', '2026-03-10', '2026-03-19', '2026-03-20']) {
        roles.push((await findHolder(sql, 'token s', day))?.role ?? null);
      }
      expect(roles).toEqual([null, 'analyst', 'analyst', null]);
    });
  });

  it('is nobody once the session has ended, was idle, or its former token is over', async () => {
    await undone(database, async (sql) => {
      await enterAccount(sql);
      await enterSession(sql, 'valid');
      await enterSession(sql, 'ended', { ends: '0 seconds' });
      await enterSession(sql, 'idle', { idle: '0 seconds' });
      await enterSession(sql, 'renewed');
      await enterSession(sql, 'long renewed');
      await sql`
        update app_session
        set former_token = 'former ' || id,
          former_token_until = now() + case id when 'renewed' then interval '1 second' else '0' end`;
      const sessions = ['valid', 'ended', 'idle', 'renewed', 'long renewed'];
      const held = async (word: string) => {
        const found = [];
        for (const id of sessions) {
          if ((await findHolder(sql, `${word} ${id}`, TODAY)) !== null) found.push(id);
        }
        return found;
      };
      expect(await held('token')).toEqual(['valid', 'renewed', 'long renewed']);
      expect(await held('former')).toEqual(['renewed']);
      const byId = await findHolders(sql, ['valid', 'ended', 'idle'], TODAY);
      expect(byId.map(({ sessionId }) => sessionId)).toEqual(['valid']);
    });
  });
});

describe('a session', () => {
  it('gets a new token, and its former one is good for ten seconds more', async () => {
    await undone(database, async (sql) => {
      await enterSession(sql, 's', { ends: '50 seconds' });
      await enterSession(sql, 'ended', { ends: '0 seconds' });
      const renewed = { token: 'new', address: '10.2.2.2', userAgent: 'Edge' };
      expect(await renewToken(sql, { sessionId: 's', ...renewed })).toBe(50);
      expect(await renewToken(sql, { sessionId: 'ended', ...renewed })).toBeNull();
      const [row] = await sql`
        select token, former_token, proved_address, proved_agent, proved_at = now() as proved,
          extract(epoch from former_token_until - now())::integer as former_seconds
        from app_session where id = 's'`;
      expect(row).toEqual({
        token: 'new',
        formerToken: 'token s',
        provedAddress: '10.2.2.2',
        provedAgent: 'Edge',
        proved: true,
        formerSeconds: 10,
      });
    });
  });

  it('has whole seconds left, and none once it is over or unknown', async () => {
    await undone(database, async (sql) => {
      await enterSession(sql, 's', { ends: '1.9 seconds' });
      await enterSession(sql, 'ended', { ends: '-5 seconds' });
      expect(await readSecondsLeft(sql, 's')).toBe(1);
      expect(await readSecondsLeft(sql, 'ended')).toBe(0);
      expect(await readSecondsLeft(sql, 'unknown')).toBe(0);
    });
  });

  it('that was idle for too long is never woken, and one in use is', async () => {
    await undone(database, async (sql) => {
      await enterSession(sql, 'used');
      await enterSession(sql, 'idle', { idle: '0 seconds' });
      await noteUse(sql, 'used', 30);
      await noteUse(sql, 'idle', 30);
      const rows = await sql`
        select id, extract(epoch from idle_until - now())::integer as seconds
        from app_session order by id`;
      expect(rows).toEqual([
        { id: 'idle', seconds: 0 },
        { id: 'used', seconds: 1800 },
      ]);
    });
  });

  it('ends for good where it was idle, and only there', async () => {
    await undone(database, async (sql) => {
      await enterSession(sql, 'idle', { idle: '0 seconds' });
      await enterSession(sql, 'used', { idle: '1 second' });
      await enterSession(sql, 'ended', { ends: '-60 seconds', idle: '-60 seconds' });
      for (const id of ['idle', 'used', 'ended']) await endIdleSession(sql, `token ${id}`);
      const rows = await sql`
        select id, extract(epoch from expires_at - now())::integer as seconds
        from app_session order by id`;
      expect(rows).toEqual([
        { id: 'ended', seconds: -60 },
        { id: 'idle', seconds: 0 },
        { id: 'used', seconds: 3600 },
      ]);
    });
  });

  it('was revoked, wiped, or has merely run out', async () => {
    await undone(database, async (sql) => {
      await enterSession(sql, 'run out', { ends: '-5 seconds' });
      await enterSession(sql, 'wiped');
      await sql`
        update app_session set wipe_asked_at = now(), former_token = 'former'
        where id = 'wiped'`;
      expect(await findSessionEnd(sql, 'token gone')).toEqual({ wipedAccountId: null });
      expect(await findSessionEnd(sql, 'token run out')).toBeNull();
      expect(await findSessionEnd(sql, 'token wiped')).toEqual({ wipedAccountId: 'lan' });
      expect(await findSessionEnd(sql, 'former')).toEqual({ wipedAccountId: 'lan' });
    });
  });

  it('is listed for its account while it is valid, the latest first', async () => {
    await undone(database, async (sql) => {
      await enterSession(sql, 'b');
      await enterSession(sql, 'a');
      await enterSession(sql, 'later');
      await enterSession(sql, 'ended', { ends: '0 seconds' });
      await enterSession(sql, 'idle', { idle: '0 seconds' });
      await enterSession(sql, 'of another', { account: 'other' });
      await sql`update app_session set created_at = now() + interval '1 hour' where id = 'later'`;
      const listed = await listSessions(sql, 'lan', 'a');
      expect(listed.map(({ id, current }) => [id, current])).toEqual([
        ['later', false],
        ['a', true],
        ['b', false],
      ]);
      expect(listed[1]).toMatchObject({ address: '10.0.0.1', userAgent: 'Firefox' });
      const unmarked = await listSessions(sql, 'lan', null);
      expect(unmarked.some(({ current }) => current)).toBe(false);
    });
  });
});
