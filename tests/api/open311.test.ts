import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Open311Request } from '#server/contract/open311.ts';
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
    await expectProblem(await analyst.get(`${AT}/requests.json?status=x`), 'request.invalid');
    await expectProblem(await analyst.get(`${AT}/anything.json`), 'request.not_found');
  });

  it('gives one by its code, and nothing of one that stands alone', async () => {
    const one = await (await analyst.get(`${AT}/requests/${released[0]}.json`)).json();
    expect(one).toHaveLength(1);
    await expectProblem(await analyst.get(`${AT}/requests/TT-999999.json`), 'tip.not_found');
    const { items } = await (await analyst.get('/api/tips?commune=09700')).json();
    await expectProblem(await analyst.get(`${AT}/requests/${items[0].code}.json`), 'tip.not_found');
    await expectProblem(await analyst.get(`${AT}/requests/x`), 'request.invalid');
  });

  it('comes as XML too', async () => {
    const answer = await analyst.get(`${AT}/requests.xml`);
    expect(answer.headers.get('content-type')).toContain('application/xml');
    const text = await answer.text();
    expect(text.match(/<request>/g)).toHaveLength(3);
    expect(text).toContain('<description/>');
    const services = await (await analyst.get(`${AT}/services.xml`)).text();
    expect(services.match(/<service>/g)).toHaveLength(6);
    const one = await (await analyst.get(`${AT}/requests/${released[0]}.xml`)).text();
    expect(one).toContain(`<service_request_id>${released[0]}</service_request_id>`);
  });

  it('stands in the log, and is nobody’s who may not read tips', async () => {
    const [logged] = await test.database.sql<{ lines: number }[]>`
      select count(*) as lines from audit_entry where action = 'export.open311'`;
    expect(logged?.lines).toBeGreaterThan(0);
    const planner = await test.as('planner');
    await expectProblem(await planner.get(`${AT}/services.json`), 'permission.denied');
    await expectProblem(await planner.get(`${AT}/requests/TT-000001.json`), 'permission.denied');
  });
});
