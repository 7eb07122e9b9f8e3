import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { STATUS_WORDS } from '#server/features/points/formats/export-words.ts';
import {
  act,
  active,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

describe('the record of a past evening', () => {
  let test: TestApp;
  let by: People;
  let point: PointDetail;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
    point = await handedOver(by);
  });
  afterAll(() => test.close());

  const on = (query: string) => by.analyst.get(`/api/points/${point.id}?${query}`);

  it('shows the state, the cycles and the events until then, and offers no act', async () => {
    const past = await okPoint(await on('as_of=2026-02-01'));
    expect(past).toMatchObject({
      status: 'active',
      statusSince: '2026-01-10',
      asOf: '2026-02-01',
      handovers: [],
    });
    expect(past.cycles).toMatchObject([{ number: 1, eliminatedOn: null, handedOverOn: null }]);
    expect(past.events.map(({ kind }) => kind).toSorted()).toEqual(['proposed', 'recognised']);
    expect(new Set(Object.values(past.acts))).toEqual(new Set(['point.past_day']));
    expect(point).toMatchObject({ status: 'handed_over', asOf: null });
  });

  it('stands in the list and on the map with the state and the day of that evening', async () => {
    const asked = `ids=${point.id}&as_of=2026-03-02`;
    const list = await (await by.analyst.get(`/api/points?${asked}`)).json();
    expect(list).toMatchObject({
      items: [{ status: 'eliminated', statusSince: '2026-03-01', recurrences: 0 }],
      counts: { status: { eliminated: 1 } },
      asOf: '2026-03-02',
    });
    const shapes = await (await by.analyst.get(`/api/points.geojson?${asked}`)).json();
    expect(shapes).toMatchObject({
      features: [{ id: point.id, properties: { status: 'eliminated', lastEventOn: '2026-03-01' } }],
      truncated: false,
    });
    // Everything was entered today.
    const unknown = `ids=${point.id}&known_at=2026-11-23`;
    const before = await (await by.analyst.get(`/api/points?${unknown}`)).json();
    expect(before).toMatchObject({ items: [], total: 0 });
  });

  it('is a look that is logged, like that of the present one', async () => {
    const looks = async () => {
      const [row] = await test.database.sql<{ looks: number }[]>`
        select count(*)::integer as looks from audit_entry
        where action = 'point.read' and subject_id = ${String(point.id)}`;
      return row?.looks ?? 0;
    };
    const before = await looks();
    await okPoint(await on('as_of=2026-02-01'));
    expect(await looks()).toBe(before + 1);
    await okPoint(await on(''));
    expect(await looks()).toBe(before + 2);
  });

  it('does not exist before the point was proposed, or before anybody had recorded it', async () => {
    await expectProblem(await on('as_of=2025-12-31'), 'point.not_listed_then');
    await expectProblem(await on('known_at=2026-01-20'), 'point.not_listed_then');
  });

  it('stands in a file as it was known on a day, whatever was entered later', async () => {
    const place = await active(by);
    const known = test.clock.today();
    test.clock.set('2026-11-26T03:00:00.000Z');
    await act(by.analyst, place, 'eliminate', { effectiveOn: '2026-03-01' });
    const statusIn = async (query: string) => {
      const path = `/api/points.geojson?purpose=th%E1%BB%AD%20t%E1%BB%87p&ids=${place.id}${query}`;
      const file = await (await by.analyst.get(path)).json();
      return file.features.map(
        ({ properties }: { properties: Record<string, string> }) => properties['trang_thai'],
      );
    };
    expect(await statusIn('')).toEqual([STATUS_WORDS.eliminated]);
    expect(await statusIn(`&known_at=${known}`)).toEqual([STATUS_WORDS.active]);
  });

  it('is refused for what is no day', async () => {
    await expectProblem(await on('as_of=yesterday'), 'request.invalid');
  });
});
