import { asSystem } from '#server/db/transaction.ts';
import { TEST_PASSWORD } from '#tests/support/accounts/test-accounts.ts';
import { people } from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

import type { Phone } from './phone.ts';
import { placeMaker } from './places.ts';

export type Street = Awaited<ReturnType<typeof openStreet>>;

/** A server with the people of the street and of the offices, whose leader and officer work for every commune. */
export async function openStreet() {
  const test = await createTestApp({ now: TEST_NOW });
  const communeCodes = await listCommuneCodes(test);
  const leader = await test.as('leader', { communeCodes });
  await test.as('officer', { communeCodes });
  const by = await people(test);
  return {
    test,
    by,
    places: await placeMaker(test, by),
    /** Persons who look at the screens of a history; its follower names the inspector. */
    readers: { leader, inspector: leader },
    passTime(minutes: number): void {
      test.clock.set(new Date(Date.parse(test.clock.now()) + minutes * 60_000).toISOString());
    },
    endSession: await sessionEnder(test),
    changePassword: passwordChanger(),
  };
}

/** Answers what the code of the screens asks for: about routes as their inspector, about the rest as the leader. */
export function asReader({ readers }: Street, input: string, init?: RequestInit) {
  const { pathname, search } = new URL(input);
  const reader = pathname.startsWith('/api/routes/') ? readers.inspector : readers.leader;
  return reader.request(pathname + search, init);
}

async function listCommuneCodes({ database }: TestApp): Promise<string[]> {
  const rows = await asSystem(
    database,
    (sql) => sql<{ code: string }[]>`select code from commune where valid_to is null`,
  );
  return rows.map(({ code }) => code);
}

/** Lets an administrator end the session of a phone. */
async function sessionEnder(test: TestApp) {
  const admin = await test.as('admin');
  return async (phone: Phone): Promise<void> => {
    const token = decodeURIComponent(phone.session()?.split('=')[1] ?? '').split('.')[0] ?? '';
    const rows = await asSystem(
      test.database,
      (sql) => sql<{ id: string }[]>`select id from app_session where token = ${token}`,
    );
    const id = rows[0]?.id;
    if (id === undefined) return;
    const address = `/api/accounts/${phone.client.account?.accountId}/sessions/${id}/revoke`;
    await admin.post(address);
  };
}

/** Lets the owner of a phone change the password at the desk, which ends the sessions of all phones. */
function passwordChanger() {
  const passwords = new Map<TestClient, string>();
  let tail = Promise.resolve();
  const change = async ({ client }: Phone): Promise<void> => {
    const currentPassword = passwords.get(client) ?? TEST_PASSWORD;
    const newPassword = currentPassword === TEST_PASSWORD ? 'một câu khác cũng dài' : TEST_PASSWORD;
    passwords.set(client, newPassword);
    const response = await client.post('/api/me/password', { currentPassword, newPassword });
    if (!response.ok) await okJson(response);
  };
  // One after the other: each needs the password that the one before has set.
  return (phone: Phone): Promise<void> => {
    tail = tail.then(() => change(phone));
    return tail;
  };
}
