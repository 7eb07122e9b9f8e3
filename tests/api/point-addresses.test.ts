import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { ADDRESS_JOBS } from '#server/features/geocoding/address-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { act, people, proposed, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, freshKey, type TestApp } from '#tests/support/test-app.ts';

const GAZETTEER = [
  'Tên,Địa chỉ,lon,lat,Phường',
  ',10 phố Thử Nghiệm,105.8500,21.0300,',
  ',20 phố Thử Nghiệm,105.8510,21.0300,',
].join('\n');
const at = (coordinates: [number, number]) => ({ geometry: { type: 'Point', coordinates } });
const BESIDE_TEN: [number, number] = [105.8501, 21.03005];
const BESIDE_TWENTY: [number, number] = [105.85105, 21.03005];
const TWENTY_MINUTES = 20 * 60_000;
const FAR_OFF: [number, number] = [105.856, 21.034];

describe('the address of a point', () => {
  let test: TestApp;
  let by: People;
  let early: PointDetail;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
    early = await proposed(by, at(BESIDE_TEN));
    const form = new FormData();
    form.set('file', new File([GAZETTEER], 'bang.csv'));
    form.set('source', 'Bảng mẫu');
    form.set('errorMetres', '12');
    const admin = await test.as('admin');
    const init = { method: 'POST', body: form, headers: freshKey() };
    const taken = await admin.request('/api/gazetteers', init);
    if (!taken.ok) throw new Error(await taken.text());
  });
  afterAll(() => test.close());

  const correct = (point: PointDetail, change: Record<string, unknown>) =>
    act(by.analyst, point, 'correct', {
      effectiveOn: '2026-11-24',
      reason: 'Đính chính.',
      point: change,
    });

  it('is the door beside which it is proposed, and of where it is moved to', async () => {
    const point = await proposed(by, at(BESIDE_TEN));
    expect(point).toMatchObject({ address: '10 Thử Nghiệm', addressFrom: 'gazetteer' });
    const moved = await correct(point, at(BESIDE_TWENTY));
    expect(moved.address).toBe('20 Thử Nghiệm');
    expect((await correct(moved, at(FAR_OFF))).address).toBeNull();
  });

  it('is found as well for a point that is older than the gazetteer', async () => {
    expect(early.address).toBeNull();
    const read = await by.analyst.get(`/api/points/${early.id}`);
    expect(await read.json()).toMatchObject({ address: '10 Thử Nghiệm' });
  });

  it('is filled in by itself once for each gazetteer, where nobody wrote one', async () => {
    const stored = () =>
      test.database.sql<{ address: string | null; addressFrom: string | null }[]>`
        select address, address_from from point where id in (${early.id}, ${written.id}) order by id`;
    const written = await correct(await proposed(by, at(BESIDE_TWENTY)), {
      address: 'Bãi đất trống cạnh 20 Thử Nghiệm',
    });
    expect(await stored()).toMatchObject([{ address: null }, { addressFrom: 'person' }]);
    const runDue = jobRunner(test.deps, ADDRESS_JOBS);
    await runDue();
    const after = await stored();
    expect(after).toEqual([
      { address: '10 Thử Nghiệm', addressFrom: 'gazetteer' },
      { address: 'Bãi đất trống cạnh 20 Thử Nghiệm', addressFrom: 'person' },
    ]);
    const filling = () => test.database.sql`
      select state from job where kind = 'addresses.fill' and state = 'done'`;
    test.clock.set(new Date(Date.parse(test.clock.now()) + TWENTY_MINUTES).toISOString());
    await runDue();
    expect(await stored()).toEqual(after);
    expect(await filling()).toHaveLength(1);
  });

  it('stays as a person wrote it, until they leave it to the gazetteer again', async () => {
    const written = await correct(early, { address: '12A ngõ 5 phố Minh Họa' });
    expect(written.address).toBe('12A ngõ 5 phố Minh Họa');
    expect(written.events[0]?.detail).toMatchObject({ fields: ['address'] });
    expect((await correct(written, { address: null })).address).toBe('10 Thử Nghiệm');
  });

  it('never names a person', async () => {
    const point = await proposed(by, at(FAR_OFF));
    const response = await by.analyst.post(`/api/points/${point.id}/correct`, {
      effectiveOn: '2026-11-24',
      reason: 'Đính chính.',
      version: point.version,
      point: { address: 'nhà ông Nguyễn Văn Hùng, 0912345678' },
    });
    await expectProblem(response, 'text.personal_data');
  });

  it('is no door for a public area, which has none', async () => {
    const area = await proposed(by, { ...at(BESIDE_TEN), category: 'CC-CV' });
    expect(area.address).toBeNull();
  });

  it('is none for a place that becomes a public area where it is moved to', async () => {
    const point = await proposed(by, at(BESIDE_TEN));
    const changed = await correct(point, { category: 'CC-CV', ...at(BESIDE_TWENTY) });
    expect(changed).toMatchObject({ kind: 'public_area', category: 'CC-CV', address: null });
  });

  it('is that of its mark, which may stand anywhere on a larger place', async () => {
    const [west, south] = [105.8499, 21.0299];
    const ring = [
      [west, south],
      [west + 0.0015, south],
      [west + 0.0015, south + 0.0004],
      [west, south + 0.0004],
      [west, south],
    ];
    const geometry = { type: 'Polygon', coordinates: [ring] };
    const point = await proposed(by, { geometry, anchor: BESIDE_TEN });
    expect(point).toMatchObject({ anchor: BESIDE_TEN, address: '10 Thử Nghiệm' });
    const log = await test.database.sql`
      select detail from audit_entry
      where action = 'point.propose' and subject_id = ${String(point.id)}`;
    expect(log).toEqual([{ detail: { category: 'NN', vertices: 5 } }]);
    const moved = await correct(point, { anchor: BESIDE_TWENTY });
    expect(moved).toMatchObject({ anchor: BESIDE_TWENTY, address: '20 Thử Nghiệm', geometry });
    const named = await correct(moved, { officialName: 'Nhà nghỉ Tên Khác' });
    expect(named).toMatchObject({ anchor: BESIDE_TWENTY, address: '20 Thử Nghiệm' });
  });

  it('no longer says how well the place is known once somebody moved it or knows better', async () => {
    const known = async (change: Record<string, unknown>) => {
      const point = await proposed(by, at(BESIDE_TEN));
      await test.database.sql`
        update point set place_precision = 'street', location_error_metres = 400
        where id = ${point.id}`;
      const { locationErrorMetres } = await correct(point, change);
      const [row] = await test.database.sql<{ placePrecision: string | null }[]>`
        select place_precision from point where id = ${point.id}`;
      return [row?.placePrecision, locationErrorMetres];
    };
    expect(await known({ officialName: 'Nhà nghỉ Tên Khác' })).toEqual(['street', 400]);
    expect(await known({ locationErrorMetres: 15 })).toEqual([null, 15]);
    expect(await known({ locationErrorMetres: null })).toEqual([null, null]);
    expect(await known(at(BESIDE_TWENTY))).toEqual([null, 400]);
  });
});
