import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database, TransactionSql } from '#server/db/client.ts';
import {
  findPasskey,
  listCredentials,
  lockAndCountPasskeys,
  lockCounter,
  deletePasskey,
  noteCopy,
  noteUse,
} from '#server/features/passkeys/queries.ts';
import {
  awaitSecondFactor,
  deleteProviderSessions,
  endProviderSessions,
  findCodeOwner,
  findProven,
  readBinding,
  spendLogout,
  takeAttempt,
} from '#server/features/single-sign-on/queries.ts';
import { listTokens, lockAndCountTokens, revokeToken } from '#server/features/tokens/queries.ts';
import { BARE_TABLES, undone } from '#tests/support/database/bare-tables.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const NOW = '2026-03-15T12:00:00.000Z';
const LATER = '2026-03-15T12:00:01.000Z';
const EARLIER = '2026-03-15T11:59:59.000Z';
const TODAY = '2026-03-15';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase(BARE_TABLES);
});
afterAll(() => database.close());

/** Tokens 1 and 2 are the admin's own and of a system, the others over, revoked, or of another account. */
async function enterTokens(sql: TransactionSql): Promise<void> {
  await sql`insert into app_user (id, name) values ('admin', 'Quản trị'), ('bi', 'Báo cáo'), ('lan', 'Lan')`;
  await sql`
    insert into role_assignment (id, account_id, role, valid_from, valid_to) values
      ('a', 'bi', 'analyst', '2026-03-15', '2026-03-16'), ('b', 'lan', 'planner', '2026-01-01', '2026-03-15')`;
  await sql`
    insert into access_token (
      id, account_id, kind, name, created_by, created_at, expires_at, revoked_at
    ) overriding system value values
      (1, 'admin', 'personal', 'own', 'admin', ${EARLIER}, ${LATER}, null),
      (2, 'bi', 'system', 'system', 'admin', ${NOW}, ${LATER}, null),
      (3, 'admin', 'personal', 'over', 'admin', ${NOW}, ${NOW}, null),
      (4, 'admin', 'personal', 'revoked', 'admin', ${NOW}, ${LATER}, ${NOW}),
      (5, 'lan', 'personal', 'other', 'lan', ${NOW}, ${LATER}, null)`;
}

describe('tokens of programs', () => {
  it('are listed latest first: the own ones, and those of systems to who keeps them', async () => {
    await undone(database, async (sql) => {
      await enterTokens(sql);
      const listed = async (given: { systems: boolean; tokenId?: number }) =>
        (await listTokens(sql, { accountId: 'admin', on: TODAY, ...given })).map(({ id }) => id);
      expect(await listed({ systems: true })).toEqual([4, 3, 2, 1]);
      expect(await listed({ systems: false })).toEqual([4, 3, 1]);
      expect(await listed({ systems: true, tokenId: 2 })).toEqual([2]);
      expect(await listed({ systems: true, tokenId: 5 })).toEqual([]);
      const role = async (id: string) =>
        (await listTokens(sql, { accountId: id, systems: false, on: TODAY }))[0]?.account;
      expect(await role('bi')).toEqual({ id: 'bi', name: 'Báo cáo', role: 'analyst' });
      expect(await role('lan')).toEqual({ id: 'lan', name: 'Lan', role: null });
    });
  });

  it('are counted for who made them while they are valid', async () => {
    await undone(database, async (sql) => {
      await enterTokens(sql);
      expect(await lockAndCountTokens(sql, 'admin', NOW)).toBe(2);
      expect(await lockAndCountTokens(sql, 'admin', LATER)).toBe(0);
    });
  });

  it('are revoked once, by their own account or, for a system, by who keeps them', async () => {
    await undone(database, async (sql) => {
      await enterTokens(sql);
      const revoke = (tokenId: number, systems: boolean) =>
        revokeToken(sql, { tokenId, accountId: 'admin', systems, at: NOW });
      expect(await revoke(5, true)).toBe(false);
      expect(await revoke(2, false)).toBe(false);
      expect(await revoke(2, true)).toBe(true);
      expect(await revoke(1, false)).toBe(true);
      expect(await revoke(1, false)).toBe(false);
      const rows = await sql`
        select id, revoked_by from access_token where revoked_by is not null order by id`;
      expect(rows).toEqual([
        { id: 1, revokedBy: 'admin' },
        { id: 2, revokedBy: 'admin' },
      ]);
    });
  });
});

/** Passkeys 1 to 3 are of `lan`, the third one copied; 4 is of `minh`. */
async function enterPasskeys(sql: TransactionSql): Promise<void> {
  await sql`
    insert into passkey (id, account_id, name, credential_id, public_key, counter, last_used_at, copied_at)
    overriding system value values
      (1, 'lan', 'một', 'c1', 'k1', 5, null, null), (2, 'lan', 'hai', 'c2', 'k2', 7, ${NOW}, null),
      (3, 'lan', 'ba', 'c3', 'k3', 9, ${NOW}, ${NOW}), (4, 'minh', 'bốn', 'c4', 'k4', 3, null, null)`;
}

describe('passkeys', () => {
  it('are asked for that nobody has copied, the last used first', async () => {
    await undone(database, async (sql) => {
      await enterPasskeys(sql);
      const listed = await listCredentials(sql, 'lan');
      expect(listed.map(({ credentialId }) => credentialId)).toEqual(['c2', 'c1']);
      expect(await lockAndCountPasskeys(sql, 'lan')).toBe(3);
      expect(await findPasskey(sql, 'c3')).toEqual({
        id: 3,
        accountId: 'lan',
        credentialId: 'c3',
        publicKey: 'k3',
        copied: true,
      });
      expect(await findPasskey(sql, 'c1')).toMatchObject({ copied: false });
    });
  });

  it('have a counter while they are not blocked, and are blocked from the first copy on', async () => {
    await undone(database, async (sql) => {
      await enterPasskeys(sql);
      expect(await lockCounter(sql, 2)).toBe(7);
      expect(await lockCounter(sql, 3)).toBeNull();
      await noteCopy(sql, 2, NOW);
      await noteCopy(sql, 2, LATER);
      await noteUse(sql, { passkeyId: 1, counter: 6, backedUp: true, at: NOW });
      const rows = await sql`
        select id, counter::integer, backed_up, last_used_at, copied_at from passkey
        where id in (1, 2) order by id`;
      expect(rows).toEqual([
        { id: 1, counter: 6, backedUp: true, lastUsedAt: NOW, copiedAt: null },
        { id: 2, counter: 7, backedUp: null, lastUsedAt: NOW, copiedAt: NOW },
      ]);
    });
  });

  it('are removed by their own account', async () => {
    await undone(database, async (sql) => {
      await enterPasskeys(sql);
      expect(await deletePasskey(sql, 'lan', 4)).toBeNull();
      expect(await deletePasskey(sql, 'lan', 1)).toBe('một');
      expect(await lockAndCountPasskeys(sql, 'minh')).toBe(1);
    });
  });
});

describe('a way to the provider and back', () => {
  it('is taken once, by the browser that began it, before it is over', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into single_sign_on_attempt (
          id_hash, stage, browser_hash, account_id, session_id, expires_at, started_at
        ) values
          ('a', 'started', 'browser', null, null, ${LATER}, ${EARLIER}),
          ('b', 'confirming', 'browser', 'lan', 'lan/1', ${LATER}, ${EARLIER}),
          ('c', 'started', 'browser', null, null, ${NOW}, ${EARLIER}),
          ('d', 'proven', 'browser', null, null, ${LATER}, ${EARLIER})`;
      const take = (idHash: string, browserHash = 'browser') =>
        takeAttempt(sql, { idHash, browserHash, now: NOW });
      expect(await take('a', 'another')).toBeNull();
      expect(await take('a')).toEqual({ stage: 'started', own: null, startedAt: EARLIER });
      expect(await take('a')).toBeNull();
      const own = { accountId: 'lan', sessionId: 'lan/1' };
      expect(await take('b')).toEqual({ stage: 'confirming', own, startedAt: EARLIER });
      expect(await take('c')).toBeNull();
      expect(await take('d')).toBeNull();
    });
  });

  it('has proven the last person of the browser, who then owes a second factor', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into single_sign_on_attempt (
          id_hash, stage, browser_hash, subject_hash, factor_proven, expires_at
        ) values
          ('a', 'proven', 'browser', 'first', false, ${LATER}),
          ('b', 'proven', 'browser', 'last', true, ${LATER}::timestamptz + interval '1 second'),
          ('c', 'proven', 'another', 'other', true, ${LATER}::timestamptz + interval '9 seconds'),
          ('d', 'started', 'browser', 'begun', true, ${LATER}::timestamptz + interval '9 seconds')`;
      const proven = (now: string) => findProven(sql, { browserHash: 'browser', now });
      expect(await proven(NOW)).toMatchObject({
        idHash: 'b',
        subjectHash: 'last',
        factorProven: true,
      });
      expect(await proven('2026-03-15T12:00:02.000Z')).toBeNull();
      const wait = (idHash: string) =>
        awaitSecondFactor(sql, { idHash, challengeHash: `${idHash}2`, accountId: 'lan' });
      expect([await wait('b'), await wait('b'), await wait('d')]).toEqual([true, false, false]);
      expect(await proven(NOW)).toMatchObject({ idHash: 'a' });
    });
  });

  it('binds by a code that is open, of an account that is not disabled', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into app_user (id, username, two_factor_enabled, disabled_at)
        values ('lan', 'lan', true, null), ('minh', 'minh', false, now())`;
      await sql`
        insert into single_sign_on_code (account_id, code_hash, expires_at)
        values ('lan', 'code lan', ${LATER}), ('minh', 'code minh', ${LATER})`;
      await sql`
        insert into single_sign_on_identity (account_id, subject_hash, bound_at)
        values ('minh', 'subject', ${NOW})`;
      const owner = { accountId: 'lan', username: 'lan', secondFactor: true };
      expect(await findCodeOwner(sql, 'code lan', NOW)).toEqual(owner);
      expect(await findCodeOwner(sql, 'code lan', LATER)).toBeNull();
      expect(await findCodeOwner(sql, 'code minh', NOW)).toBeNull();
      expect(await readBinding(sql, 'lan', NOW)).toEqual({ boundAt: null, codeExpiresAt: LATER });
      expect(await readBinding(sql, 'lan', LATER)).toEqual({ boundAt: null, codeExpiresAt: null });
      expect(await readBinding(sql, 'minh', LATER)).toEqual({ boundAt: NOW, codeExpiresAt: null });
    });
  });
});

/** Sessions that a provider opened for two people, one of them twice, and one by password. */
async function enterProviderSessions(sql: TransactionSql): Promise<void> {
  await sql`
    insert into app_session (id, token, user_id, wipe_asked_at) values
      ('lan/1', 'a', 'lan', null), ('lan/2', 'b', 'lan', null), ('lan/wiped', 'c', 'lan', now()),
      ('lan/password', 'd', 'lan', null), ('minh/1', 'e', 'minh', null)`;
  await sql`
    insert into single_sign_on_session (session_id, provider_session_hash) values
      ('lan/1', 'one'), ('lan/2', 'two'), ('lan/wiped', 'one'), ('minh/1', 'one')`;
  await sql`
    insert into single_sign_on_identity (account_id, subject_hash)
    values ('lan', 'subject lan'), ('minh', 'subject minh')`;
}
const left = async (sql: TransactionSql) =>
  (await sql<{ id: string }[]>`select id from app_session order by id`).map(({ id }) => id);

describe('a logout at the provider', () => {
  it('ends the sessions of its session, or all that it opened for the person', async () => {
    await undone(database, async (sql) => {
      await enterProviderSessions(sql);
      const both = { subjectHash: 'subject lan', providerSessionHash: 'one' };
      expect(await endProviderSessions(sql, both)).toEqual(['lan']);
      expect(await left(sql)).toEqual(['lan/2', 'lan/password', 'lan/wiped', 'minh/1']);
      const person = { subjectHash: 'subject lan', providerSessionHash: null };
      expect(await endProviderSessions(sql, person)).toEqual(['lan']);
      expect(await left(sql)).toEqual(['lan/password', 'lan/wiped', 'minh/1']);
      const session = { subjectHash: null, providerSessionHash: 'one' };
      expect(await endProviderSessions(sql, session)).toEqual(['minh']);
      expect(await left(sql)).toEqual(['lan/password', 'lan/wiped']);
    });
  });

  it('ends the sign-ins that wait for a further step', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into single_sign_on_attempt (
          id_hash, stage, account_id, subject_hash, provider_session_hash
        ) values
          ('a', 'second_factor', 'lan', 'subject lan', 'one'), ('b', 'proven', null, 'subject lan', 'two'),
          ('c', 'proven', null, 'subject minh', 'one'), ('d', 'started', 'minh', null, 'one')`;
      await sql`
        insert into app_verification (id, identifier, value) values
          ('1', '2fa-x', 'lan'), ('2', 'other', 'lan'), ('3', '2fa-y', 'minh')`;
      await endProviderSessions(sql, { subjectHash: 'subject lan', providerSessionHash: 'one' });
      const waiting = await sql`select id_hash from single_sign_on_attempt order by id_hash`;
      expect(waiting).toEqual([{ idHash: 'b' }, { idHash: 'c' }, { idHash: 'd' }]);
      const challenges = await sql`select id from app_verification order by id`;
      expect(challenges).toEqual([{ id: '2' }, { id: '3' }]);
    });
  });

  it('counts once, and is remembered for an hour after its end', async () => {
    await undone(database, async (sql) => {
      const spend = (now: string) =>
        spendLogout(sql, { tokenHash: 'token', expiresAt: '2026-03-15T12:00:00.000Z', now });
      expect(await spend('2026-03-15T12:00:00.000Z')).toBe(true);
      expect(await spend('2026-03-15T13:00:00.000Z')).toBe(false);
      expect(await spend('2026-03-15T13:00:00.001Z')).toBe(true);
    });
  });
});

describe('a binding that ends', () => {
  it('ends the sessions that the provider opened, but for the one at the screen', async () => {
    await undone(database, async (sql) => {
      await enterProviderSessions(sql);
      await deleteProviderSessions(sql, 'lan', 'lan/2');
      expect(await left(sql)).toEqual(['lan/2', 'lan/password', 'lan/wiped', 'minh/1']);
      await deleteProviderSessions(sql, 'lan');
      expect(await left(sql)).toEqual(['lan/password', 'lan/wiped', 'minh/1']);
    });
  });
});
