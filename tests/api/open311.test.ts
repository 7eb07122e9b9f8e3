import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Open311Discovery, type Open311Request } from '#server/contract/open311.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { IN_BA_VI } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { receive } from '#tests/support/signals/tip-acts.ts';

const AT = '/api/open311/v2';
/** Not the middle of its commune. */
const NEAR_THE_LAKE: [number, number] = [105.8533, 21.0307];

let test: TestApp;
let analyst: TestClient;
let released: string[];
beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  const day = (receivedOn: string, position = NEAR_THE_LAKE) =>
    receive(analyst, { receivedOn, position, placeName: 'Ngõ Rất Riêng', policeNumber: 'R-9' });
  // Three alike in October, two in November, one far away.
  const three = [await day('2026-10-02'), await day('2026-10-15'), await day('2026-10-30')];
  await day('2026-11-02');
  await day('2026-11-03');
  await day('2026-10-05', IN_BA_VI);
  released = three.map(({ code }) => code);
});
afterAll(() => test.close());

async function requests(query = ''): Promise<Open311Request[]> {
  return (await (await analyst.get(`${AT}/requests.json${query}`)).json()) as Open311Request[];
}

describe('what leaves as GeoReport', () => {
  it('names the six kinds as services', async () => {
    const services = await (await analyst.get(`${AT}/services.json`)).json();
    expect(services).toHaveLength(6);
    expect(services[0]).toMatchObject({ type: 'batch', metadata: false });
  });

  it('is what at least three are alike in, at the middle of the commune and the first of the month', async () => {
    const found = await requests();
    expect(
      found.map((one) => one.service_request_id).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(released);
    const [first] = found;
    const { items } = await (await analyst.get('/api/communes')).json();
    const commune = items.find((one: { code: string }) => one.code === '00070');
    expect(first).toMatchObject({
      status: 'open',
      service_code: 'feedback',
      agency_responsible: 'UBND phường Hoàn Kiếm',
      requested_datetime: '2026-10-01T00:00:00+07:00',
      long: commune.centre[0],
      lat: commune.centre[1],
      description: null,
      address: null,
    });
    const whole = JSON.stringify(found);
    expect(whole).not.toContain('Ngõ Rất Riêng');
    expect(whole).not.toContain('R-9');
    expect(whole).not.toContain(String(NEAR_THE_LAKE[1]));
  });

  it('follows filters, which never show what is alike with fewer', async () => {
    expect(await requests('?service_code=complaint,denunciation')).toEqual([]);
    expect(await requests('?status=closed')).toEqual([]);
    expect(await requests('?start_date=2026-11-01T00:00:00%2B07:00')).toEqual([]);
    const october = await requests('?start_date=2026-10-20&end_date=2026-10-25&status=open');
    expect(october).toHaveLength(3);
    const named = await requests(`?service_request_id=${released[0]}`);
    expect(named).toHaveLength(1);
  });

  it('gives one by its code, and nothing of one that stands alone', async () => {
    const one = await (await analyst.get(`${AT}/requests/${released[0]}.json`)).json();
    expect(one).toHaveLength(1);
    const { items } = await (await analyst.get('/api/tips?commune=09700')).json();
    for (const code of ['TT-999999', items[0].code]) {
      const refused = await analyst.get(`${AT}/requests/${code}.json`);
      expect(refused.status).toBe(404);
      const description = PROBLEMS['tip.not_found'].vi;
      expect(await refused.json()).toEqual([{ code: 404, description }]);
    }
    await expectProblem(await analyst.get(`${AT}/requests/x`), 'request.invalid');
  });

  it('comes as XML too', async () => {
    const answer = await analyst.get(`${AT}/requests.xml`);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const text = await answer.text();
    expect(text.match(/<request>/g)).toHaveLength(3);
    expect(text).toContain('<description/>');
    const services = await (await analyst.get(`${AT}/services.xml`)).text();
    expect(services.match(/<service>/g)).toHaveLength(6);
    const one = await (await analyst.get(`${AT}/requests/${released[0]}.xml`)).text();
    expect(one).toContain(`<service_request_id>${released[0]}</service_request_id>`);
  });

  it('is refused in the format that is asked for, with the statuses of GeoReport', async () => {
    const cases: [string, number][] = [
      ['requests.xml?status=x', 400],
      ['requests.xml?page_size=1001', 400],
      ['requests.xml?colour=red', 400],
      ['anything.xml', 404],
      ['services/nothing.xml', 404],
      ['requests/TT-999999.xml', 404],
    ];
    for (const [path, status] of cases) {
      const response = await analyst.get(`${AT}/${path}`);
      expect([path, response.status]).toEqual([path, status]);
      expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
      expect(await response.text()).toMatch(
        new RegExp(
          `^<\\?xml version="1.0" encoding="utf-8"\\?>\n<errors><error><code>${status}</code>` +
            '<description>[^<]+</description></error></errors>\n$',
        ),
      );
      const inJson = await analyst.get(`${AT}/${path.replace('.xml', '.json')}`);
      expect([path, inJson.status]).toEqual([path, status]);
      expect(await inJson.json()).toEqual([{ code: status, description: expect.any(String) }]);
    }
    const stranger = await test.anonymous.get(`${AT}/requests.xml`);
    expect(stranger.status).toBe(403);
    const inEnglish = { headers: { 'accept-language': 'en' } };
    const [error] = await (await test.anonymous.request(`${AT}/services.json`, inEnglish)).json();
    expect(error).toEqual({ code: 403, description: PROBLEMS['session.missing'].en });
  });

  it('takes a token as a key in a header, never in the address', async () => {
    const { token } = await (await analyst.post('/api/tokens', { name: '311', days: 1 })).json();
    const keyed = { headers: { 'x-api-key': token } };
    expect((await test.anonymous.request(`${AT}/services.json`, keyed)).status).toBe(200);
    const inAddress = await test.anonymous.get(`${AT}/services.json?api_key=${token}`);
    expect(inAddress.status).toBe(400);
    const description = PROBLEMS['token.in_address'].vi;
    expect(await inAddress.json()).toEqual([{ code: 400, description }]);
  });

  it('comes in pages that together are the whole, each with a link to the next', async () => {
    const seen: string[] = [];
    for (const page of [1, 2]) {
      const response = await analyst.get(`${AT}/requests.json?page=${page}&page_size=2`);
      const items = (await response.json()) as Open311Request[];
      seen.push(...items.map((item) => item.service_request_id));
      const next = page === 1;
      expect(response.headers.get('link')?.includes('page=2&page_size=2>; rel="next"')).toBe(next);
    }
    expect(seen).toEqual((await requests()).map((one) => one.service_request_id));
  });

  it('is found by the discovery of Open311, which is open to everybody', async () => {
    const json = await test.anonymous.get('/api/open311/discovery.json');
    const { endpoints } = Open311Discovery.parse(await json.json());
    const [endpoint] = endpoints;
    expect(endpoint).toMatchObject({ url: 'http://localhost/api/open311/v2', type: 'production' });
    const xml = await (await test.anonymous.get('/api/open311/discovery.xml')).text();
    expect(xml).toContain(`<endpoint><specification>${endpoint?.specification}</specification>`);
    expect(xml).toContain('<formats><format>text/xml</format><format>application/json</format>');
    await expectProblem(await test.anonymous.get('/api/open311/other'), 'request.invalid');
  });

  it('defines its services, none of which asks for more than a place', async () => {
    const json = await (await analyst.get(`${AT}/services/feedback.json`)).json();
    expect(json).toEqual({ service_code: 'feedback', attributes: [] });
    const xml = await (await analyst.get(`${AT}/services/feedback.xml`)).text();
    expect(xml).toContain(
      '<service_definition><service_code>feedback</service_code><attributes/></service_definition>',
    );
  });

  it('stands in the log, and is nobody’s who may not read tips', async () => {
    const [logged] = await test.database.sql<{ lines: number }[]>`
      select count(*) as lines from audit_entry where action = 'export.open311'`;
    expect(logged?.lines).toBeGreaterThan(0);
    const planner = await test.as('planner');
    for (const path of ['services.json', 'services/feedback.json', 'requests/TT-000001.json']) {
      expect([path, (await planner.get(`${AT}/${path}`)).status]).toEqual([path, 403]);
    }
  });
});
