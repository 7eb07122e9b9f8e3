import { asSystem } from '#server/db/transaction.ts';
import { TEST_PASSWORD } from '#tests/support/accounts/test-accounts.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { handoverAsked, people, type People } from '#tests/support/points/register-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';

import type { Phone } from './phone.ts';
import type { Places, Walker } from './street-acts.ts';

export type Street = Awaited<ReturnType<typeof openStreet>>;

/** A server with the people of the street, a route of today for the inspector's team, and acts of those elsewhere. */
export async function openStreet() {
  const routes = await prepareRoutes(600);
  const { test } = routes;
  const by = await people(test);
  const clients: Record<Walker, TestClient> = {
    leader: by.leader,
    officer: by.officer,
    inspector: routes.inspector,
  };
  const photo = new Blob([await telephonePhoto('jpeg', { width: 48, height: 48 })]);
  return {
    test,
    by,
    clients,
    places: await placesOf(routes, by, photo),
    passTime(minutes: number): void {
      test.clock.set(new Date(Date.parse(test.clock.now()) + minutes * 60_000).toISOString());
    },
    endSession: await sessionEnder(test),
    changePassword: passwordChanger(),
  };
}

/** Gives what makes the places of each history: points of its own, on the one route. */
async function placesOf(routes: PreparedRoutes, by: People, photo: Blob) {
  const published = await routes.published(6);
  const [shift] = published.shifts;
  const stops = published.stops.filter(({ shiftId }) => shiftId === shift?.id);
  const route = {
    id: published.id,
    shiftId: shift?.id ?? 0,
    stopIds: stops.map(({ id }) => id),
  };
  return async (): Promise<Places> => {
    const points = [];
    for (let made = 0; made < 2; made += 1) {
      const { id, handovers } = await handoverAsked(by);
      points.push({ id, handoverId: handovers[0]?.id ?? 0 });
    }
    return { points, route, photo };
  };
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
