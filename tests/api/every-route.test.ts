import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Permission, ROLES, type Role } from '#server/contract/permission.ts';
import {
  listRoutes,
  outcomeOf,
  type Route,
  type Sent,
  sendTo,
} from '#tests/support/requests/every-route.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { RIGHTS, WITHOUT_KEY } from '#tests/support/requests/operations.ts';
import { mayByTable } from '#tests/support/accounts/role-table.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { openSource, withToken } from '#tests/support/signals/tip-source.ts';
import { COMMON_WRITE_BODY } from '#tests/support/requests/every-write.ts';
import { some } from '#tests/support/some.ts';

let testApp: TestApp;
let routes: Route[];
let source: TestClient;

beforeAll(async () => {
  testApp = await createTestApp();
  // A test below revokes the first token that there is.
  await openSource(testApp, { name: 'Nguồn đầu tiên' });
  source = (await openSource(testApp)).client;
  routes = await listRoutes(testApp);
});
afterAll(() => testApp.close());

const rightOf = (route: Route) => RIGHTS[route.name] ?? 'nobody';
const needsPermission = (route: Route): Permission | null => {
  const right = rightOf(route);
  return right === 'nobody' || right === 'anyone' || right === 'sign-in' || right === 'source'
    ? null
    : right;
};
const hasSession = (route: Route) => !['nobody', 'sign-in', 'source'].includes(rightOf(route));

/** Somebody who may use the route. */
function clientFor(route: Route): TestClient | Promise<TestClient> {
  if (rightOf(route) === 'source') return source;
  if (!hasSession(route)) return testApp.anonymous;
  const permission = needsPermission(route);
  const role: Role =
    ROLES.find((name) => permission !== null && mayByTable(name, permission)) ?? 'planner';
  return testApp.as(role);
}

/** Collects the status that each of some routes answers, by its name. */
async function outcomes(
  chosen: Route[],
  sent: Sent | ((route: Route) => Sent),
  by: (route: Route) => TestClient | Promise<TestClient> = clientFor,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const route of chosen) {
    const given = typeof sent === 'function' ? sent(route) : sent;
    answers[route.name] = await outcomeOf(await sendTo(await by(route), route, given));
  }
  return answers;
}

/** A form with one field that no route knows, within the boundary that `sendTo` names. */
const asForm = (value: string) =>
  `--b\r\ncontent-disposition: form-data; name="unknown"\r\n\r\n${value}\r\n--b--\r\n`;

/** Nothing has it: a number, or where ids are drawn by devices a UUID. */
const unknownId = ({ path }: Route) =>
  path.startsWith('/api/attachments') ? randomUUID() : '987654';

const allAre = (chosen: Route[], outcome: string) =>
  Object.fromEntries(chosen.map(({ name }) => [name, outcome]));

describe('every documented route', () => {
  it('has somebody who may use it', () => {
    expect(routes.map(({ name }) => name).toSorted()).toEqual(Object.keys(RIGHTS).toSorted());
  });

  it('is declared as a whole: nothing is mounted beside the document', () => {
    const mounted = testApp.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((name) => !/^GET \/api\/(openapi\.json|docs)\b/.test(name));
    expect([...new Set(mounted)].toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
  });

  it('refuses those who are not signed in', async () => {
    const closed = routes.filter((route) => !['nobody', 'source'].includes(rightOf(route)));
    // Sign-in reads its body before the session.
    const body = JSON.stringify({ password: 'x', code: '000000' });
    const answers = await outcomes(closed, { body }, () => testApp.anonymous);
    expect(answers).toEqual(allAre(closed, '401 session.missing'));
    const handedIn = routes.filter((route) => rightOf(route) === 'source');
    for (const client of [testApp.anonymous, await testApp.as('analyst')]) {
      const refused = await outcomes(handedIn, {}, () => client);
      expect(refused).toEqual(allAre(handedIn, '401 tip.token_invalid'));
    }
  });

  it('refuses the disabled, and those who first owe a password or a second factor', async () => {
    const asked = routes.filter(hasSession);
    const spoilt = async (username: string, role: Role, column: string, value: string) => {
      const client = await testApp.as(username, { role });
      await testApp.database.sql.unsafe(
        `update app_user set ${column} = ${value} where username = '${username}'`,
      );
      return client;
    };
    const disabled = await spoilt('khoa.roi', 'planner', 'disabled_at', 'now()');
    const answers = await outcomes(asked, {}, () => disabled);
    expect(answers).toEqual(allAre(asked, '403 account.disabled'));

    const behind = asked.filter(({ path }) => !path.startsWith('/api/me'));
    const owing = await spoilt('doi.mat.khau', 'planner', 'must_change_password', 'true');
    expect(await outcomes(behind, {}, () => owing)).toEqual(
      allAre(behind, '403 session.password_change_required'),
    );
    const unproven = await spoilt('mot.lop', 'analyst', 'two_factor_enabled', 'false');
    expect(await outcomes(behind, {}, () => unproven)).toEqual(
      allAre(behind, '403 session.second_factor_required'),
    );
  });

  it('refuses a token that is wrong, stands in the address or has asked too often', async () => {
    const asked = routes.filter(hasSession);
    const send = (client: TestClient, sent: Sent = {}) => outcomes(asked, sent, () => client);
    const wrong = withToken(testApp, 'diaban_0000000000000000000000000000000000000000000');
    expect(await send(wrong)).toEqual(allAre(asked, '401 token.invalid'));
    const inAddress = { query: '?token=diaban_x' };
    expect(await send(testApp.anonymous, inAddress)).toEqual(allAre(asked, '400 token.in_address'));
    const planner = await testApp.as('planner');
    const { id, token } = await (
      await planner.post('/api/tokens', { name: 'QGIS', days: 1 })
    ).json();
    await testApp.database.sql`update access_token set requests_per_minute = 1 where id = ${id}`;
    const client = withToken(testApp, token);
    expect((await client.get('/api/communes')).status).toBe(200);
    expect(await send(client)).toEqual(allAre(asked, '429 request.too_many'));
  });

  it.each(ROLES)(
    'is open to the role %s exactly where the handwritten table says so',
    async (role) => {
      const client = await testApp.as(role);
      const asked = routes.filter((route) => needsPermission(route) !== null);
      const answers = await outcomes(asked, {}, () => client);
      const refused = (name: string) => answers[name] === '403 permission.denied';
      for (const route of some(asked)) {
        const permission = needsPermission(route);
        const allowed = permission !== null && mayByTable(role, permission);
        expect([route.name, refused(route.name)]).toEqual([route.name, !allowed]);
      }
    },
  );

  it('refuses an address that holds what no text may hold', async () => {
    // Tiles are served ahead of what reads texts; their filter refuses on its own.
    const reading = routes.filter(({ path }) => !path.startsWith('/api/tiles/'));
    const answers = await outcomes(reading, { query: '?q=a%00b' });
    expect(answers).toEqual(allAre(reading, '400 request.malformed'));
  });

  it('refuses a query name that it does not declare, and names those that it does', async () => {
    const answers = await outcomes(routes, { query: '?stauts=recurring' });
    expect(answers).toEqual(allAre(routes, '422 request.unknown_query'));
    const analyst = await testApp.as('analyst');
    for (const path of ['/api/points', '/api/tiles/points/9/406/225.mvt']) {
      const response = await analyst.get(`${path}?stauts=recurring&status=active&limitt=1`);
      const { parameters, errors } = await expectProblem(response, 'request.unknown_query');
      expect(parameters).toMatchObject({
        unknown: ['stauts', 'limitt'],
        known: expect.arrayContaining(['status', 'as_of']),
      });
      expect(errors?.map(({ pointer }) => pointer)).toEqual(['/stauts', '/limitt']);
    }
  });

  it('refuses parameters and bodies that it does not know', async () => {
    const asked = routes.filter(
      ({ parameters, takes }) =>
        takes !== 'nothing' || parameters.some(({ in: at }) => at === 'path'),
    );
    const answers = await outcomes(asked, { id: 'x'.repeat(101) });
    expect(answers).toEqual(allAre(asked, '422 request.invalid'));
  });
});

describe('every write', () => {
  let writes: Route[];
  beforeAll(() => {
    writes = routes.filter((route) => route.writes);
  });

  it('is refused when another site made the browser send it', async () => {
    const foreign = { headers: { origin: 'https://elsewhere.example' } };
    expect(await outcomes(writes, foreign)).toEqual(allAre(writes, '403 request.cross_site'));
  });

  it('is refused when it says that it is too long', async () => {
    const most = { form: 64 * 1_048_576, bytes: 2 ** 40, json: 1_048_576, nothing: 1_048_576 };
    const bytes = (route: Route) => most[route.takes] + 1;
    const answers = await outcomes(writes, (route) => ({
      headers: { 'content-length': String(bytes(route)) },
    }));
    expect(answers).toEqual(allAre(writes, '413 request.too_large'));
  });

  it('is refused when its body is called something else', async () => {
    const named = writes.filter(({ takes }) => takes !== 'nothing');
    const answers = await outcomes(named, (route) => ({
      id: route.path.startsWith('/api/attachments') ? unknownId(route) : '1',
      body: '{}',
      headers: { 'content-type': 'text/plain' },
    }));
    expect(answers).toEqual(allAre(named, '415 request.unsupported_media_type'));
  });

  it('takes a key, or says in the document why it takes none', async () => {
    const unsaid = writes.filter(({ keyed, withoutKey }) =>
      keyed === 'required' ? withoutKey !== null : withoutKey === null,
    );
    expect(unsaid.map(({ name }) => name)).toEqual([]);
    const exempt = writes.filter(({ keyed }) => keyed !== 'required').map(({ name }) => name);
    expect(exempt.toSorted()).toEqual(WITHOUT_KEY.toSorted());
  });

  it('is refused without a key where it takes one', async () => {
    const keyed = writes.filter((route) => route.keyed === 'required');
    expect(await outcomes(keyed, { key: null })).toEqual(
      allAre(keyed, '400 request.idempotency_key_missing'),
    );
  });

  it('is not taken twice under one key, nor guessed at when its end is unknown', async () => {
    const repeatable = writes.filter(({ keyed }) => keyed !== 'none');
    const keys = new Map(repeatable.map(({ name }) => [name, randomUUID()]));
    const sent = (body: string) => (route: Route) => ({
      key: keys.get(route.name) ?? null,
      body: route.takes === 'form' ? asForm(body) : body,
    });
    const first = await outcomes(repeatable, sent('[1]'));
    expect(await outcomes(repeatable, sent('[1]'))).toEqual(first);
    expect(await outcomes(repeatable, sent('[2]'))).toEqual(
      allAre(repeatable, '422 request.idempotency_key_reused'),
    );
    // Results committed by another version of the program, which this one cannot continue.
    await testApp.database.sql`
      update idempotency_record set status = null, body = null, program = 'another'`;
    expect(await outcomes(repeatable, sent('[1]'))).toEqual(
      allAre(repeatable, '409 request.outcome_unknown'),
    );
  });

  it('on a version asks for it, and is refused where body and header name two', async () => {
    const versioned = writes.filter(({ statuses }) => statuses.includes(412));
    expect(versioned.length).toBeGreaterThan(30);
    const contrary = { body: JSON.stringify({ version: 1 }), headers: { 'if-match': '"2"' } };
    expect(await outcomes(versioned, contrary)).toEqual(
      allAre(versioned, '412 request.precondition_failed'),
    );
    const asking = versioned.filter(({ statuses }) => statuses.includes(428));
    expect(await outcomes(asking, { body: '{}' })).toEqual(
      allAre(asking, '428 request.version_missing'),
    );
  });

  it('to something that is not there finds nothing', async () => {
    const visit = { kind: 'regular', result: 'no_violation' };
    const placed = writes.filter(({ path }) => path.includes('{'));
    const answers = await outcomes(placed, (route) => ({
      id: unknownId(route),
      body: JSON.stringify({
        ...COMMON_WRITE_BODY,
        kind: route.path.includes('/tips/') ? 'feedback' : 'health',
        ...(route.path.includes('/inspection-objects/') && visit),
        ...(route.path.includes('/route-recurrences/') && { kind: 'regular' }),
        ...(route.path.endsWith('/unplanned') && { result: null }),
      }),
    }));
    const found = Object.entries(answers).filter(([, outcome]) => !outcome.startsWith('404 '));
    expect(found).toEqual([]);
  });
});

describe('sign-in', () => {
  it('stops proofs of a second factor from one address after sixty a minute', async () => {
    const proofs = routes.filter((route) => rightOf(route) === 'sign-in');
    const body = JSON.stringify({ password: 'x', code: '000000' });
    for (let attempt = 0; attempt < 60; attempt += 1) await outcomes(proofs, { body });
    expect(await outcomes(proofs, { body })).toEqual(allAre(proofs, '429 request.too_many'));
  });
});
