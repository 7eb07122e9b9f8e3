import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  clearAttempts,
  deleteSession,
  deleteSessionsOf,
  findChallenged,
  giveBackAttempt,
  isDisabled,
  listFactorKeys,
  noteProof,
  spendCode,
  takeAttempt,
  wipeSession,
} from '#server/authentication/session-queries.ts';
import {
  hasEmergencyAccess,
  moveToProviderSession,
  openEmergencyAccess,
  settleSecondStep,
} from '#server/authentication/single-sign-on-queries.ts';
import { findTokenHolder } from '#server/authentication/token-queries.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { BARE_TABLES, undone } from '#tests/support/database/bare-tables.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const NOON = '2026-03-01T12:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1000).toISOString();

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase(BARE_TABLES);
});
afterAll(() => database.close());

describe('tries of a password', () => {
  it('are counted until the window is over, which the first try begins', async () => {
    await undone(database, async (sql) => {
      const take = (at: number) => takeAttempt(sql, 'key', after(at), 60);
      expect(await take(0)).toEqual({ count: 1, secondsLeft: 60 });
      expect(await take(20)).toEqual({ count: 2, secondsLeft: 40 });
      expect(await take(59.5)).toEqual({ count: 3, secondsLeft: 1 });
      expect(await take(60)).toEqual({ count: 1, secondsLeft: 60 });
      expect(await takeAttempt(sql, 'another', after(60), 60)).toMatchObject({ count: 1 });
    });
  });

  it('are given back one by one, and never below none', async () => {
    await undone(database, async (sql) => {
      await takeAttempt(sql, 'key', NOON, 60);
      await takeAttempt(sql, 'other', NOON, 60);
      await giveBackAttempt(sql, 'key');
      await giveBackAttempt(sql, 'key');
      const rows = await sql`select key, count from sign_in_attempt order by key`;
      expect(rows).toEqual([
        { key: 'key', count: 0 },
        { key: 'other', count: 1 },
      ]);
    });
  });

  it('are forgotten after a success, and all those of more than a day ago', async () => {
    await undone(database, async (sql) => {
      await takeAttempt(sql, 'key', NOON, 60);
      await takeAttempt(sql, 'other', NOON, 60);
      await takeAttempt(sql, 'a day old', after(-86_400), 60);
      await takeAttempt(sql, 'older', after(-86_401), 60);
      await clearAttempts(sql, 'key', NOON);
      const rows = await sql<{ key: string }[]>`select key from sign_in_attempt order by key`;
      expect(rows.map(({ key }) => key)).toEqual(['a day old', 'other']);
    });
  });
});

describe('a second factor', () => {
  it('takes a code once within two minutes, for each account', async () => {
    await undone(database, async (sql) => {
      const spend = (accountId: string, codeHash: string, seconds: number) =>
        spendCode(sql, { accountId, codeHash, now: after(seconds) });
      expect(await spend('lan', 'code', 0)).toBe(true);
      expect(await spend('lan', 'code', 1)).toBe(false);
      expect(await spend('minh', 'code', 1)).toBe(true);
      expect(await spend('lan', 'another', 1)).toBe(true);
      expect(await spend('lan', 'code', 120)).toBe(false);
      expect(await spend('lan', 'code', 120.001)).toBe(true);
    });
  });

  it('is owed by the account of an open challenge', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into app_verification (id, identifier, value, expires_at) values
          ('a', 'open', 'lan', now() + interval '1 second'), ('b', 'over', 'minh', now())`;
      expect(await findChallenged(sql, 'open')).toBe('lan');
      expect(await findChallenged(sql, 'over')).toBeNull();
    });
  });

  it('is known to the operator where it is turned on', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into app_user (id, two_factor_enabled) values ('lan', true), ('minh', false)`;
      await sql`
        insert into app_two_factor (id, user_id, secret)
        values ('a', 'lan', 'key of lan'), ('b', 'minh', 'key of minh')`;
      expect(await listFactorKeys(sql)).toEqual(['key of lan']);
    });
  });
});

/** Enters sessions of accounts by their ids, `account/number`. */
async function enterSessions(sql: TransactionSql, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await sql`
      insert into app_session (id, token, user_id, expires_at)
      values (${id}, ${id}, ${id.split('/')[0] ?? ''}, now() + interval '1 hour')`;
  }
}
const sessionsLeft = async (sql: TransactionSql) =>
  (await sql<{ id: string }[]>`select id from app_session order by id`).map(({ id }) => id);

describe('sessions that are ended', () => {
  it('are those of the account, but for the own one and for devices that still have to be wiped', async () => {
    await undone(database, async (sql) => {
      await enterSessions(sql, 'lan/1', 'lan/2', 'lan/3', 'minh/1');
      await sql`update app_session set wipe_asked_at = now() where id = 'lan/3'`;
      await deleteSessionsOf(sql, 'lan', 'lan/1');
      expect(await sessionsLeft(sql)).toEqual(['lan/1', 'lan/3', 'minh/1']);
      await deleteSessionsOf(sql, 'lan');
      expect(await sessionsLeft(sql)).toEqual(['lan/3', 'minh/1']);
    });
  });

  it('are ended one by one by their own account', async () => {
    await undone(database, async (sql) => {
      await enterSessions(sql, 'lan/1', 'lan/2', 'minh/1');
      await sql`update app_session set wipe_asked_at = now() where id = 'lan/2'`;
      expect(await deleteSession(sql, 'lan', 'minh/1')).toBe(false);
      expect(await deleteSession(sql, 'lan', 'lan/2')).toBe(false);
      expect(await deleteSession(sql, 'lan', 'lan/1')).toBe(true);
      expect(await sessionsLeft(sql)).toEqual(['lan/2', 'minh/1']);
    });
  });

  it('end at once where a device is lost, once, and no later than they would have', async () => {
    await undone(database, async (sql) => {
      await enterSessions(sql, 'lan/1', 'lan/2', 'minh/1');
      await sql`update app_session set expires_at = now() - interval '9 seconds' where id = 'lan/2'`;
      const wipe = (sessionId: string) =>
        wipeSession(sql, { accountId: 'lan', sessionId, now: NOON });
      expect(await wipe('lan/1')).toBe(true);
      expect(await wipe('lan/1')).toBe(false);
      expect(await wipe('lan/2')).toBe(true);
      expect(await wipe('minh/1')).toBe(false);
      const rows = await sql`
        select id, wipe_asked_at, extract(epoch from expires_at - now())::integer as seconds
        from app_session order by id`;
      expect(rows).toEqual([
        { id: 'lan/1', wipeAskedAt: NOON, seconds: 0 },
        { id: 'lan/2', wipeAskedAt: NOON, seconds: -9 },
        { id: 'minh/1', wipeAskedAt: null, seconds: 3600 },
      ]);
    });
  });

  it('are proved one by one', async () => {
    await undone(database, async (sql) => {
      await enterSessions(sql, 'lan/1', 'lan/2');
      await sql`update app_session set proved_at = null`;
      await noteProof(sql, 'lan/1');
      const rows = await sql<{ id: string }[]>`select id from app_session where proved_at = now()`;
      expect(rows).toEqual([{ id: 'lan/1' }]);
    });
  });
});

describe('an account', () => {
  it('that is disabled or unknown opens no session', async () => {
    await undone(database, async (sql) => {
      await sql`insert into app_user (id, disabled_at) values ('lan', null), ('minh', now())`;
      const disabled = [];
      for (const id of ['lan', 'minh', 'nobody']) disabled.push(await isDisabled(sql, id));
      expect(disabled).toEqual([false, true, true]);
    });
  });

  it('has emergency access until its end, by name in whatever case or by id', async () => {
    await undone(database, async (sql) => {
      await sql`insert into app_user (id, username) values ('a', 'lan'), ('b', 'minh')`;
      const open = { accountId: 'a', now: NOON, expiresAt: after(60) };
      await openEmergencyAccess(sql, { ...open, expiresAt: after(10) });
      await openEmergencyAccess(sql, open);
      const may = (account: Parameters<typeof hasEmergencyAccess>[1], seconds: number) =>
        hasEmergencyAccess(sql, account, after(seconds));
      expect(await may({ username: 'LAN' }, 59)).toBe(true);
      expect(await may({ accountId: 'a' }, 59)).toBe(true);
      expect(await may({ accountId: 'a' }, 60)).toBe(false);
      expect(await may({ username: 'minh' }, 0)).toBe(false);
      expect(await may({ accountId: 'b' }, 0)).toBe(false);
    });
  });
});

describe('a session that the provider opened', () => {
  it('is noted once the second factor was given, by its id or token', async () => {
    await undone(database, async (sql) => {
      await enterSessions(sql, 'lan/1', 'minh/1');
      await sql`
        insert into single_sign_on_attempt (id_hash, stage, provider_session_hash) values
          ('a', 'second_factor', 'session a'), ('b', 'proven', 'session b'),
          ('c', 'second_factor', 'session c')`;
      await settleSecondStep(sql, { challengeHash: 'a', session: { id: 'lan/1' } });
      await settleSecondStep(sql, { challengeHash: 'b', session: { id: 'minh/1' } });
      const noted = () =>
        sql`select session_id, provider_session_hash, factor_proven from single_sign_on_session`;
      const ofLan = { sessionId: 'lan/1', providerSessionHash: 'session a', factorProven: false };
      expect(await noted()).toEqual([ofLan]);
      const left = await sql`select id_hash from single_sign_on_attempt order by id_hash`;
      expect(left).toEqual([{ idHash: 'b' }, { idHash: 'c' }]);
      await settleSecondStep(sql, { challengeHash: 'c', session: { token: 'minh/1' } });
      expect(await noted()).toContainEqual({
        sessionId: 'minh/1',
        providerSessionHash: 'session c',
        factorProven: false,
      });
    });
  });

  it('moves to another session of the provider, and stays where that one is not named', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into single_sign_on_session (session_id, provider_session_hash, factor_proven)
        values ('lan/1', 'first', true), ('minh/1', 'first', true)`;
      await moveToProviderSession(sql, { sessionId: 'lan/1', providerSessionHash: 'second' });
      await moveToProviderSession(sql, { sessionId: 'lan/1', providerSessionHash: null });
      const rows = await sql`
        select session_id, provider_session_hash as hash from single_sign_on_session
        order by session_id`;
      expect(rows).toEqual([
        { sessionId: 'lan/1', hash: 'second' },
        { sessionId: 'minh/1', hash: 'first' },
      ]);
    });
  });
});

describe('the token of a program', () => {
  it('has the role of the day of its account, until it ends or is revoked', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into app_user (id, username, name, must_change_password, two_factor_enabled)
        values ('lan', 'lan', 'Nguyễn Lan', true, false)`;
      await sql`
        insert into role_assignment (id, account_id, role, commune_id, valid_from, valid_to) values
          ('a', 'lan', 'leader', 9, '2026-03-01', '2026-03-02'),
          ('b', 'lan', 'leader', 3, '2026-03-01', null),
          ('c', 'lan', 'leader', 4, '2026-01-01', '2026-03-01'),
          ('d', 'minh', 'leader', 5, '2026-03-01', null)`;
      await sql`
        insert into access_token (
          id, account_id, kind, purpose, hash, rights, collections, requests_per_minute, expires_at,
          revoked_at
        ) overriding system value values
          (7, 'lan', 'personal', 'Bản đồ', 'good', '{points:read}', '{points}', 30, ${after(1)}, null),
          (8, 'lan', 'personal', 'Cũ', 'revoked', '{}', null, 30, ${after(1)}, ${NOON})`;
      const find = (hash: string, seconds = 0) =>
        findTokenHolder(sql, hash, { on: '2026-03-01', now: after(seconds) });
      expect(await find('good')).toEqual({
        sessionId: 'token 7',
        accountId: 'lan',
        username: 'lan',
        name: 'Nguyễn Lan',
        disabled: false,
        mustChangePassword: true,
        secondFactor: false,
        role: 'leader',
        communeIds: [3, 9],
        passkey: false,
        secondsSinceProof: null,
        demo: false,
        token: {
          tokenId: 7,
          kind: 'personal',
          purpose: 'Bản đồ',
          rights: ['points:read'],
          collections: ['points'],
          requestsPerMinute: 30,
        },
      });
      expect(await find('good', 1)).toBeNull();
      expect(await find('revoked')).toBeNull();
      expect(await find('unknown')).toBeNull();
    });
  });
});
