import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database, TransactionSql } from '#server/db/client.ts';
import {
  findOwnAddress,
  listOpenLinks,
  spendLink,
  withdrawLink,
} from '#server/features/accounts/access-link-queries.ts';
import {
  countAdmins,
  endAssignments,
  findActor,
  insertAssignments,
} from '#server/features/accounts/assignment-queries.ts';
import {
  listAccounts,
  removeSecondFactor,
  replacePasswordHash,
  savePassword,
} from '#server/features/accounts/queries.ts';
import { BARE_TABLES, undone } from '#tests/support/database/bare-tables.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const NOW = '2026-03-15T12:00:00.000Z';
const LATER = '2026-03-15T12:00:01.000Z';
const TODAY = '2026-03-15';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase(BARE_TABLES);
});
afterAll(() => database.close());

async function enterAccounts(sql: TransactionSql, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await sql`insert into app_user (id, username, name) values (${id}, ${id}, ${`Tên ${id}`})`;
  }
}

/** Enters an assignment from a day on; `to` is the first day without it. */
async function assign(
  sql: TransactionSql,
  accountId: string,
  {
    role = 'admin',
    communeId = null as number | null,
    from = '2026-01-01',
    to = null as string | null,
  },
): Promise<void> {
  await sql`
    insert into role_assignment (id, account_id, role, commune_id, valid_from, valid_to)
    values (gen_random_uuid()::text, ${accountId}, ${role}, ${communeId}, ${from}, ${to})`;
}

describe('administrators', () => {
  it('are counted on their days, each once, and not while disabled', async () => {
    await undone(database, async (sql) => {
      await enterAccounts(sql, 'today', 'last', 'over', 'coming', 'disabled', 'analyst');
      await assign(sql, 'today', { from: TODAY });
      await assign(sql, 'today', { from: '2026-02-01' });
      await assign(sql, 'last', { to: '2026-03-16' });
      await assign(sql, 'over', { to: TODAY });
      await assign(sql, 'coming', { from: '2026-03-16' });
      await assign(sql, 'disabled', {});
      await assign(sql, 'analyst', { role: 'analyst' });
      await sql`update app_user set disabled_at = now() where id = 'disabled'`;
      expect(await countAdmins(sql, TODAY)).toBe(2);
    });
  });
});

describe('an assignment', () => {
  it('ends where another one begins, as far as it reaches into that one', async () => {
    await undone(database, async (sql) => {
      await assign(sql, 'lan', { from: '2026-01-01', to: '2026-03-10' });
      await assign(sql, 'lan', { from: '2026-01-02', to: '2026-03-11' });
      await assign(sql, 'lan', { from: '2026-03-12' });
      await assign(sql, 'lan', { from: '2026-03-19' });
      await assign(sql, 'lan', { from: '2026-03-20' });
      await assign(sql, 'minh', { from: '2026-03-12' });
      await endAssignments(sql, 'lan', { from: '2026-03-10', to: '2026-03-20' });
      const rows = await sql<{ who: string; days: string }[]>`
        select account_id as who, concat(valid_from, ' ', valid_to) as days
        from role_assignment order by account_id, valid_from`;
      expect(rows.map(({ who, days }) => `${who} ${days}`)).toEqual([
        'lan 2026-01-01 2026-03-10',
        'lan 2026-01-02 2026-03-10',
        'lan 2026-03-12 2026-03-12',
        'lan 2026-03-19 2026-03-19',
        'lan 2026-03-20 ',
        'minh 2026-03-12 ',
      ]);
    });
  });

  it('has a row for each commune, and one without where the role has none', async () => {
    await undone(database, async (sql) => {
      let drawn = 0;
      const given = {
        newId: () => `id ${(drawn += 1)}`,
        validFrom: TODAY,
        validTo: null,
        grantedBy: 'admin',
        now: NOW,
      };
      const ofLan = { ...given, accountId: 'lan', role: 'leader' as const, communeIds: [7, 8, 7] };
      await insertAssignments(sql, ofLan);
      await insertAssignments(sql, {
        ...given,
        accountId: 'minh',
        role: 'analyst',
        communeIds: [],
      });
      const rows = await sql`
        select account_id as who, role, commune_id, granted_by from role_assignment order by id`;
      expect(rows).toEqual([
        { who: 'lan', role: 'leader', communeId: 7, grantedBy: 'admin' },
        { who: 'lan', role: 'leader', communeId: 8, grantedBy: 'admin' },
        { who: 'minh', role: 'analyst', communeId: null, grantedBy: 'admin' },
      ]);
    });
  });

  it('gives a person of a username the role and communes of the day', async () => {
    await undone(database, async (sql) => {
      await enterAccounts(sql, 'lan', 'minh', 'disabled');
      await assign(sql, 'lan', { role: 'leader', communeId: 7, from: TODAY, to: '2026-03-16' });
      await assign(sql, 'lan', { role: 'officer', communeId: 8, from: '2026-03-16' });
      await assign(sql, 'disabled', {});
      await sql`update app_user set disabled_at = now() where id = 'disabled'`;
      const leader = { accountId: 'lan', role: 'leader', reach: 'communes', communeIds: [7] };
      expect(await findActor(sql, 'lan', TODAY)).toEqual(leader);
      const officer = { ...leader, role: 'officer', communeIds: [8] };
      expect(await findActor(sql, 'lan', '2026-03-16')).toEqual(officer);
      expect(await findActor(sql, 'lan', '2026-03-14')).toBeNull();
      expect(await findActor(sql, 'minh', TODAY)).toBeNull();
      expect(await findActor(sql, 'disabled', TODAY)).toBeNull();
    });
  });
});

describe('the list of accounts', () => {
  it('has every person by username with the role of today, and nobody who only hands in tips', async () => {
    await undone(database, async (sql) => {
      await enterAccounts(sql, 'b', 'a', 'portal');
      await sql`insert into tip_source (name, account_id) values ('Cổng', 'portal')`;
      await sql`insert into reminder_preference (account_id, address) values ('b', null), ('a', 'a@x.vn')`;
      await assign(sql, 'b', { role: 'analyst', from: '2026-01-01', to: TODAY });
      await assign(sql, 'b', { role: 'planner', from: TODAY, to: '2026-03-16' });
      await assign(sql, 'b', { role: 'admin', from: '2026-03-16' });
      const listed = await listAccounts(sql, TODAY);
      expect(listed.map(({ id, role, hasAddress }) => [id, role, hasAddress])).toEqual([
        ['a', null, true],
        ['b', 'planner', false],
      ]);
      expect(listed[1]?.assignments.map(({ role }) => role)).toEqual([
        'admin',
        'planner',
        'analyst',
      ]);
      expect((await listAccounts(sql, TODAY, 'a')).map(({ id }) => id)).toEqual(['a']);
    });
  });
});

describe('a password', () => {
  it('is replaced for its account alone, and hashed anew only where nobody has changed it', async () => {
    await undone(database, async (sql) => {
      await enterAccounts(sql, 'lan', 'minh');
      await sql`
        insert into app_credential (id, user_id, provider_id, password) values
          ('a', 'lan', 'credential', 'old'), ('b', 'minh', 'credential', 'old'),
          ('c', 'lan', 'other', 'old')`;
      const hashes = async () =>
        (await sql<{ password: string }[]>`select password from app_credential order by id`).map(
          ({ password }) => password,
        );
      const change = { accountId: 'lan', passwordHash: 'new', mustChange: true, now: NOW };
      await savePassword(sql, change);
      expect(await hashes()).toEqual(['new', 'old', 'old']);
      const owing = await sql`select id, updated_at from app_user where must_change_password`;
      expect(owing).toEqual([{ id: 'lan', updatedAt: NOW }]);
      await replacePasswordHash(sql, { accountId: 'lan', before: 'old', hash: 'late' });
      expect(await hashes()).toEqual(['new', 'old', 'old']);
      await replacePasswordHash(sql, { accountId: 'lan', before: 'new', hash: 'dearer' });
      expect(await hashes()).toEqual(['dearer', 'old', 'old']);
    });
  });

  it('loses its second factor with its passkeys, of one account', async () => {
    await undone(database, async (sql) => {
      await enterAccounts(sql, 'lan', 'minh');
      await sql`update app_user set two_factor_enabled = true`;
      await sql`insert into app_two_factor (id, user_id) values ('a', 'lan'), ('b', 'minh')`;
      await sql`insert into passkey (account_id) values ('lan'), ('minh')`;
      await removeSecondFactor(sql, 'lan', NOW);
      const [left] = await sql`
        select
          (select string_agg(user_id, ' ') from app_two_factor) as factors,
          (select string_agg(account_id, ' ') from passkey) as passkeys,
          (select string_agg(id, ' ') from app_user where two_factor_enabled) as accounts`;
      expect(left).toEqual({ factors: 'minh', passkeys: 'minh', accounts: 'minh' });
    });
  });
});

/** Enters links of the accounts `lan`, `minh` and `disabled`; the ids say what became of each. */
async function enterLinks(sql: TransactionSql): Promise<void> {
  await enterAccounts(sql, 'lan', 'minh', 'disabled', 'admin');
  await sql`update app_user set disabled_at = now() where id = 'disabled'`;
  await sql`update app_user set two_factor_enabled = true where id = 'lan'`;
  await sql`
    insert into access_link (
      id, account_id, token_hash, issued_by, removes_second_factor, mailed, expires_at, used_at,
      withdrawn_at
    ) values
      ('open', 'lan', 'token open', 'admin', true, false, ${LATER}, null, null),
      ('other', 'minh', 'token other', 'admin', false, true, ${LATER}, null, null),
      ('used', 'lan', 'token used', 'admin', false, false, ${LATER}, ${NOW}, null),
      ('withdrawn', 'lan', 'token withdrawn', 'admin', false, false, ${LATER}, null, ${NOW}),
      ('over', 'lan', 'token over', 'admin', false, false, ${NOW}, null, null),
      ('disabled', 'disabled', 'token disabled', 'admin', false, false, ${LATER}, null, null)`;
}

describe('a link to an account', () => {
  it('is open until it is used, withdrawn or over, and never for a disabled account', async () => {
    await undone(database, async (sql) => {
      await enterLinks(sql);
      const open = async (given: Parameters<typeof listOpenLinks>[2]) =>
        (await listOpenLinks(sql, NOW, given)).map(({ id }) => id);
      expect(await open({})).toEqual(['open', 'other']);
      expect(await open({ accountId: 'minh' })).toEqual(['other']);
      expect(await open({ tokenHash: 'token open' })).toEqual(['open']);
      for (const state of ['used', 'withdrawn', 'over', 'disabled']) {
        expect(await open({ tokenHash: `token ${state}` })).toEqual([]);
      }
      const [link] = await listOpenLinks(sql, NOW, { accountId: 'lan' });
      expect(link).toMatchObject({
        accountId: 'lan',
        issuerId: 'admin',
        issuerName: 'Tên admin',
        removesSecondFactor: true,
        mailed: false,
        secondFactor: true,
        codeHash: null,
        demo: false,
      });
    });
  });

  it('is used once, and withdrawn with what has run out', async () => {
    await undone(database, async (sql) => {
      await enterLinks(sql);
      const spent = [];
      for (const id of ['open', 'open', 'withdrawn']) spent.push(await spendLink(sql, id, NOW));
      expect(spent).toEqual([true, false, false]);
      // The one that has run out is left.
      expect(await withdrawLink(sql, 'lan', LATER)).toBe(true);
      expect(await withdrawLink(sql, 'lan', LATER)).toBe(false);
      const rows = await sql<{ id: string }[]>`
        select id from access_link where withdrawn_at = ${LATER}`;
      expect(rows).toEqual([{ id: 'over' }]);
    });
  });

  it('is mailed to the address of its own account', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into reminder_preference (account_id, address)
        values ('lan', 'lan@x.vn'), ('minh', null)`;
      const found = [];
      for (const id of ['lan', 'minh', 'nobody']) found.push(await findOwnAddress(sql, id));
      expect(found).toEqual(['lan@x.vn', null, null]);
    });
  });
});
