import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createApp } from '#server/app.ts';
import { ROLES } from '#server/contract/permission.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';
import { act, people, proposed, type People } from '#tests/support/points/register-acts.ts';
import { listRoutes, sendTo } from '#tests/support/requests/every-route.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, freshKey, type TestApp } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

type Ring = [number, number][];
type Shape = { type: string; coordinates: unknown };

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

/** Twice the area of a ring, positive where it runs counter-clockwise. */
const turnOf = (ring: Ring) =>
  ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);

/** Polygons of a shape, each a list of rings. */
function polygonsOf({ type, coordinates }: Shape): Ring[][] {
  if (type === 'Polygon') return [coordinates as Ring[]];
  return type === 'MultiPolygon' ? (coordinates as Ring[][]) : [];
}

describe('every answer', () => {
  it('says for how long it may be kept', async () => {
    const routes = await listRoutes(test);
    // Signed out on the way.
    const swept = await test.as('analyst.swept', { role: 'analyst' });
    const unsaid: string[] = [];
    for (const route of routes) {
      for (const client of [test.anonymous, swept]) {
        const response = await sendTo(client, route);
        if (!response.headers.has('cache-control')) unsaid.push(route.name);
        await response.body?.cancel();
      }
    }
    for (const path of ['/metrics', '/ogc', '/ogc/collections', '/robots.txt', '/problems']) {
      const response = await by.analyst.get(path);
      expect([path, response.headers.has('cache-control')]).toEqual([path, true]);
    }
    expect(unsaid).toEqual([]);
  });

  it('to a method that an address does not have names those that it has', async () => {
    // Hotlines and portals hand in with a token of their own, which this reader has not.
    const routes = (await listRoutes(test)).filter(({ path }) => !path.startsWith('/api/intake/'));
    for (const path of some(new Set(routes.map((route) => route.path)))) {
      const had = routes.filter((route) => route.path === path).map(({ method }) => method);
      const response = await by.analyst.request(path.replaceAll(/\{\w+\}/g, '1'), {
        // No route has it.
        method: 'PATCH',
        headers: freshKey(),
      });
      // A name may also fit the number in the address of another route.
      const allowed = response.headers.get('allow')?.split(', ') ?? [];
      expect([path, response.status, had.every((method) => allowed.includes(method))]).toEqual([
        path,
        405,
        true,
      ]);
      await response.body?.cancel();
    }
  });

  it('with GeoJSON says so, and its outer rings run counter-clockwise', async () => {
    const clockwise = [
      [105.849, 21.031],
      [105.849, 21.033],
      [105.851, 21.033],
      [105.851, 21.031],
      [105.849, 21.031],
    ];
    await proposed(by, { geometry: { type: 'Polygon', coordinates: [clockwise] } });
    await test.deps.points.reload();
    const paths = [
      '/api/communes.geojson',
      '/api/points.geojson',
      '/api/points.geojson?purpose=th%E1%BB%AD%20xu%E1%BA%A5t',
      '/ogc/collections/points/items?f=json',
      '/ogc/collections/communes/items?f=json&limit=20',
    ];
    for (const path of paths) {
      const response = await by.analyst.get(path);
      expect([path, response.headers.get('content-type')]).toEqual([
        path,
        expect.stringContaining('application/geo+json'),
      ]);
      const { features } = (await response.json()) as { features: { geometry: Shape }[] };
      const turns = features.flatMap(({ geometry }) =>
        polygonsOf(geometry).map(([outer = [], ...holes]) => [
          turnOf(outer) > 0,
          holes.every((hole) => turnOf(hole) < 0),
        ]),
      );
      expect(turns.length).toBeGreaterThan(0);
      expect([path, turns.filter((turn) => turn.includes(false))]).toEqual([path, []]);
    }
  });
});

/** Queries without which a list cannot say what it lists. */
const NEEDED_QUERIES: Readonly<Record<string, string>> = {
  '/api/conduct/cases': '?figure=tips&from=2026-01-01&to=2026-06-30&part=late',
};

describe('a list', () => {
  it('links to itself and to its next page, until there is none', async () => {
    for (let count = 0; count < 3; count += 1) await proposed(by);
    await test.deps.points.reload();
    let next: string | undefined = '/api/points?limit=2&status=proposed';
    const seen: number[] = [];
    for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
      const response: Response = await by.analyst.get(next);
      const link = response.headers.get('link') ?? '';
      expect(link).toContain(`<${next}>; rel="self"`);
      const { items } = (await response.json()) as { items: { id: number }[] };
      seen.push(...items.map(({ id }) => id));
      next = /<([^>]+)>; rel="next"/.exec(link)?.[1];
    }
    expect(next).toBeUndefined();
    const whole = await (await by.analyst.get('/api/points?status=proposed')).json();
    expect(seen).toEqual(whole.items.map(({ id }: { id: number }) => id));
    expect(seen.length).toBeGreaterThan(2);
  });

  /** Reads as the first role that may. */
  async function asSomebody(path: string): Promise<Response> {
    for (const role of ROLES) {
      const response = await (await test.as(role)).get(path);
      if (response.status !== 403) return response;
    }
    throw new Error(`nobody may read ${path}`);
  }

  it('has these links wherever it is given in pages', async () => {
    const routes = (await listRoutes(test)).filter(
      ({ path, parameters }) =>
        !path.includes('{') && parameters.some(({ name }) => ['cursor', 'before'].includes(name)),
    );
    expect(routes.length).toBeGreaterThan(5);
    for (const { path: bare } of routes) {
      const path = bare + (NEEDED_QUERIES[bare] ?? '');
      const response = await asSomebody(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect([path, response.headers.get('link')]).toEqual([
        path,
        expect.stringContaining(`<${path}>; rel="self"`),
      ]);
    }
  });
});

describe('a record with a version', () => {
  const look = async (id: number) => {
    const response = await by.analyst.get(`/api/points/${id}`);
    const { version } = (await response.json()) as { version: number };
    return { version, tag: response.headers.get('etag') ?? '' };
  };
  const recognise = (id: number, headers: Record<string, string>, more = {}) =>
    by.coordinator.post(
      `/api/points/${id}/recognise`,
      { documentNumber: '12/BB-UBND', effectiveOn: '2026-01-10', ...more },
      headers,
    );

  it('names it in its ETag, which changes with the record', async () => {
    const point = await proposed(by);
    const first = await look(point.id);
    expect(first.tag).toMatch(new RegExp(`^"${first.version}-[\\w-]{12}"$`));
    const recognised = await recognise(point.id, { 'if-match': first.tag });
    expect(recognised.status).toBe(200);
    const second = await look(point.id);
    expect(second.version).toBeGreaterThan(first.version);
    expect(second.tag).not.toBe(first.tag);
  });

  it('is not changed by who holds another version, in the header or beside it in the body', async () => {
    const point = await proposed(by);
    const { version, tag } = await look(point.id);
    await act(by.coordinator, point, 'recognise', { effectiveOn: '2026-01-10' });
    const late = await recognise(point.id, { 'if-match': tag });
    await expectProblem(late, 'request.precondition_failed');
    const contrary = await recognise(point.id, { 'if-match': `"${version}"` }, { version: 99 });
    await expectProblem(contrary, 'request.precondition_failed');
    // Without the header the version in the body is judged as before.
    await expectProblem(await recognise(point.id, {}, { version }), 'point.changed_meanwhile');
    await expectProblem(await recognise(point.id, {}), 'request.version_missing');
    for (const header of ['*', 'W/"1"', '1', '"1", "2"']) {
      const { errors } = await expectProblem(
        await recognise(point.id, { 'if-match': header }),
        'request.invalid',
      );
      expect(errors).toEqual([{ pointer: '/if-match', in: 'header', code: 'invalid_format' }]);
    }
  });

  it('is changed once where the same request with If-Match comes again', async () => {
    const point = await proposed(by);
    const { tag } = await look(point.id);
    const key = freshKey();
    const first = await recognise(point.id, { ...key, 'if-match': tag });
    const again = await recognise(point.id, { ...key, 'if-match': tag });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
    const otherwise = await recognise(point.id, { ...key, 'if-match': '"7"' });
    await expectProblem(otherwise, 'request.idempotency_key_reused');
  });
});

describe('a problem', () => {
  it('has a page at its type, in both languages', async () => {
    const refused = await expectProblem(await test.anonymous.get('/api/points'), 'session.missing');
    const page = await test.anonymous.get(refused.type);
    expect(page.headers.get('content-type')).toContain('text/html');
    const text = await page.text();
    for (const sentence of [PROBLEMS['session.missing'].vi, PROBLEMS['session.missing'].en]) {
      expect(text).toContain(sentence);
    }
    const list = await (await test.anonymous.get('/problems')).text();
    for (const code of Object.keys(PROBLEMS)) {
      expect(list).toContain(`href="/problems/${code}"`);
      expect([code, (await test.anonymous.get(`/problems/${code}`)).status]).toEqual([code, 200]);
    }
    for (const code of ['nothing.such', 'constructor', '%00']) {
      expect([code, (await test.anonymous.get(`/problems/${code}`)).status]).toEqual([code, 404]);
    }
  });

  it('is told in the language that is asked for, a stored one too', async () => {
    const point = await act(by.coordinator, await proposed(by), 'recognise', {
      effectiveOn: '2026-01-10',
    });
    const key = freshKey();
    const wrong = (language: string) =>
      by.coordinator.post(
        `/api/points/${point.id}/recognise`,
        { documentNumber: '12/BB-UBND', effectiveOn: '2026-01-10', version: 0 },
        { ...key, 'accept-language': language },
      );
    for (const [asked, language] of [
      ['vi', 'vi'],
      ['en-GB, vi;q=0.5', 'en'],
      ['vi-VN, en;q=0.9', 'vi'],
    ] as const) {
      const response = await wrong(asked);
      expect(response.headers.get('content-language')).toBe(language);
      const { detail } = await expectProblem(response, 'point.changed_meanwhile');
      const [start = ''] = PROBLEMS['point.changed_meanwhile'][language].split(/[[{]/);
      expect(detail).toContain(start);
    }
  });
});

describe('files at places that every site has', () => {
  it('keep search engines out', async () => {
    const robots = await test.anonymous.get('/robots.txt');
    expect(robots.headers.get('content-type')).toContain('text/plain');
    expect(await robots.text()).toBe('User-agent: *\nDisallow: /\n');
  });

  it('say where a weakness is reported, where an operator has named it', async () => {
    const address = '/.well-known/security.txt';
    await expectProblem(await test.anonymous.get(address), 'request.not_found');
    const config = {
      ...test.deps.config,
      securityContact: 'mailto:antoan@diaban.example',
      publicUrl: 'https://diaban.example',
    };
    const response = await createApp({ ...test.deps, config }).request(address);
    expect(response.headers.get('content-type')).toContain('text/plain; charset=UTF-8');
    const text = await response.text();
    expect(text).toContain('Contact: mailto:antoan@diaban.example\n');
    expect(text).toContain('Canonical: https://diaban.example/.well-known/security.txt\n');
    const [, expires = ''] = /^Expires: (.+)$/m.exec(text) ?? [];
    const days = (Date.parse(expires) - Date.parse(test.clock.now())) / 86_400_000;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });
});
