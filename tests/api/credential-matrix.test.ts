import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ROLES, type Role } from '#server/contract/permission.ts';
import { mayByTable } from '#tests/support/accounts/role-table.ts';
import { listRoutes, outcomeOf, type Route, sendTo } from '#tests/support/requests/every-route.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  CLOSED_TO_PROGRAMS,
  OPEN_TO_CONFINED,
  READ_BY_PROGRAMS,
  WRITTEN_BY_PROGRAMS,
} from '#tests/support/requests/program-doors.ts';
import { type Right, RIGHTS } from '#tests/support/requests/operations.ts';
import { openSource, withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** Roles whose accounts read something, and so can have a token. */
const READERS: readonly Role[] = ROLES.filter((role) => role !== 'admin');
const ENTER_TIPS: readonly Role[] = ['analyst', 'leader', 'officer'];
const NO_SUCH_ID = '987654';
/** Routes of the sign-in read their body before the session. */
const PROOF = { body: JSON.stringify({ password: 'x', code: '000000' }) };
/** It would end the session with which the others are asked. */
const SIGN_OUT = 'POST /api/auth/sign-out';

type Cell =
  | 'open'
  | '401 session.missing'
  | '401 tip.token_invalid'
  | '401 token.invalid'
  | '403 permission.denied'
  | '403 token.not_enough';

let test: TestApp;
let routes: Route[];
let cells = 0;
beforeAll(async () => {
  test = await createTestApp();
  routes = (await listRoutes(test)).filter(({ name }) => name !== SIGN_OUT);
});
afterAll(async () => {
  console.log(`credential matrix: ${routes.length} operations, ${cells} cells`);
  await test.close();
});

/** Compares what each operation answers somebody with what the handwritten tables say. */
async function expectCells(client: TestClient, tabled: (route: Route) => Cell): Promise<void> {
  const found: Record<string, string> = {};
  const said: Record<string, string> = {};
  for (const route of routes) {
    const sent = client.cookie === null && rightOf(route) === 'sign-in' ? PROOF : {};
    const outcome = await outcomeOf(await sendTo(client, route, { id: NO_SUCH_ID, ...sent }));
    found[route.name] = /^40[13] /.test(outcome) ? outcome : 'open';
    said[route.name] = tabled(route);
    cells += 1;
  }
  expect(found).toEqual(said);
}

const rightOf = ({ name }: Route): Right => RIGHTS[name] ?? 'nobody';

/** Cells of who has no session: a token opens no door in front of the sign-in either. */
function ofNobody(route: Route, refusal: Cell): Cell {
  const right = rightOf(route);
  if (right === 'source') return '401 tip.token_invalid';
  if (right === 'sign-in') return '401 session.missing';
  return right === 'nobody' ? 'open' : refusal;
}

function ofRole(role: Role, route: Route): Cell {
  const right = rightOf(route);
  if (right === 'source') return '401 tip.token_invalid';
  if (right === 'nobody' || right === 'anyone' || right === 'sign-in') return 'open';
  return mayByTable(role, right) ? 'open' : '403 permission.denied';
}

type Program = { role: Role; writes?: boolean; confined?: keyof typeof OPEN_TO_CONFINED };

function ofProgram({ role, writes = false, confined }: Program, route: Route): Cell {
  const right = rightOf(route);
  const refused = '403 token.not_enough';
  const written = WRITTEN_BY_PROGRAMS[route.name];
  if (right === 'nobody' || right === 'sign-in' || right === 'source') {
    return ofNobody(route, refused);
  }
  if (route.writes) {
    const open =
      writes && confined === undefined && written !== undefined && mayByTable(role, written);
    return open ? 'open' : refused;
  }
  if (CLOSED_TO_PROGRAMS.includes(route.name)) return refused;
  if (confined !== undefined && !OPEN_TO_CONFINED[confined].includes(route.name)) return refused;
  if (right === 'anyone') return 'open';
  return READ_BY_PROGRAMS.includes(right) && mayByTable(role, right) ? 'open' : refused;
}

async function tokenOf(role: Role, more: Record<string, unknown> = {}, by: string = role) {
  const client = await test.as(by);
  const response = await client.post('/api/tokens', { name: 'Máy thử', days: 1, ...more });
  expect([role, response.status]).toEqual([role, 201]);
  const { id, token } = (await response.json()) as { id: number; token: string };
  await test.database.sql`update access_token set requests_per_minute = 100000 where id = ${id}`;
  return { id, client: withToken(test, token) };
}

describe('every operation of the document', () => {
  it('answers who is not signed in as the handwritten tables say', async () => {
    await expectCells(test.anonymous, (route) => ofNobody(route, '401 session.missing'));
  });

  it.each(ROLES)('answers the role %s as the handwritten tables say', async (role) => {
    await expectCells(await test.as(role), (route) => ofRole(role, route));
  });

  it.each(READERS)('lets a program of the role %s read, and write nothing', async (role) => {
    const { client } = await tokenOf(role);
    await expectCells(client, (route) => ofProgram({ role }, route));
  });

  it.each(ENTER_TIPS)(
    'lets a program of the role %s enter tips, and nothing else',
    async (role) => {
      const rights = READ_BY_PROGRAMS.filter((right) => mayByTable(role, right));
      const { client } = await tokenOf(role, { rights: [...rights, 'tips:enter'] });
      await expectCells(client, (route) => ofProgram({ role, writes: true }, route));
    },
  );

  it.each(['points', 'communes'] as const)(
    'is closed to a program that is confined to %s, but for their tiles',
    async (confined) => {
      const { client } = await tokenOf('analyst', { collections: [confined] });
      await expectCells(client, (route) => ofProgram({ role: 'analyst', confined }, route));
    },
  );

  it('answers a system as a program of its role', async () => {
    const { client } = await tokenOf('coordinator', { system: { role: 'coordinator' } }, 'admin');
    await expectCells(client, (route) => ofProgram({ role: 'coordinator' }, route));
  });

  it('answers an ended token as nobody', async () => {
    const { id, client } = await tokenOf('analyst');
    const owner = await test.as('analyst');
    expect((await owner.request(`/api/tokens/${id}`, { method: 'DELETE' })).status).toBe(200);
    await expectCells(client, (route) => ofNobody(route, '401 token.invalid'));
  });

  it('answers a hotline or portal as nobody, but for the tips that it hands in', async () => {
    const { client } = await openSource(test);
    await expectCells(client, (route) =>
      rightOf(route) === 'source' ? 'open' : ofNobody(route, '401 token.invalid'),
    );
  });
});

describe('a token', () => {
  it('is refused every right but those of the handwritten table', async () => {
    for (const role of READERS) {
      const client = await test.as(role);
      const held = [...READ_BY_PROGRAMS, 'tips:enter' as const];
      const others = [...new Set(Object.values(RIGHTS))].filter(
        (right) => right.includes(':') && !held.some((one) => one === right),
      );
      for (const right of others) {
        const response = await client.post('/api/tokens', {
          name: 'Máy',
          days: 1,
          rights: [right],
        });
        await expectProblem(response, 'token.right_refused');
      }
    }
  });
});
