import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Neighbour, Neighbours } from '#server/contract/neighbour.ts';
import type { PointDetail } from '#server/contract/point.ts';
import {
  act,
  eliminated,
  IN_BA_VI,
  IN_HOAN_KIEM,
  people,
  proposed,
  type People,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const METRES_A_DEGREE = 103_900;
const east = (metres: number): [number, number] => [
  IN_HOAN_KIEM[0] + metres / METRES_A_DEGREE,
  IN_HOAN_KIEM[1],
];
/** A place that is known to the metre, so that its distance alone decides. */
const at = (metres: number, more: Record<string, unknown> = {}) => ({
  geometry: { type: 'Point', coordinates: east(metres) },
  locationErrorMetres: 1,
  ...more,
});

describe('the neighbours of a place', () => {
  let test: TestApp;
  let by: People;
  let here: PointDetail;
  let beside: PointDetail;
  let inRing: PointDetail;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
    here = await proposed(by, at(0));
    beside = await eliminated(by, at(20, { officialName: 'Nhà nghỉ bên cạnh' }));
    inRing = await proposed(by, at(70, { category: 'KAR', officialName: 'Cách vài nhà' }));
    await proposed(by, at(400));
  });
  afterAll(() => test.close());

  const ask = async (client: TestClient, query: Record<string, string>): Promise<Neighbour[]> => {
    const answer = await client.get(`/api/point-neighbours?${new URLSearchParams(query)}`);
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as Neighbours).items;
  };
  const shape = (metres: number, more: Record<string, string> = {}) => ({
    geometry: JSON.stringify({ type: 'Point', coordinates: east(metres) }),
    errorMetres: '1',
    ...more,
  });
  const idsOf = (items: readonly Neighbour[]) => items.map(({ point }) => point.id);

  it('of a listed point are those within the radius and in the ring, the nearest first', async () => {
    const found = await ask(by.analyst, { pointId: String(here.id) });
    expect(idsOf(found)).toEqual([beside.id, inRing.id]);
    expect(found.map(({ withinRadius, category }) => [withinRadius, category])).toEqual([
      [true, 'same'],
      [false, expect.any(String)],
    ]);
    expect(found[0]?.point.status).toBe('eliminated');
    expect(found[0]?.distanceMetres).toBeCloseTo(20, 0);
    expect(found[1]?.category).not.toBe('same');
  });

  it('of a shape that is not listed yet are compared with its category', async () => {
    const found = await ask(by.officer, shape(5, { category: 'NN' }));
    expect(idsOf(found)).toEqual([here.id, beside.id, inRing.id]);
    expect(found[0]?.category).toBe('same');
    expect((await ask(by.officer, shape(5)))[0]?.category).toBe('unknown');
  });

  it('grow with the error of the position', async () => {
    const rough = await ask(by.analyst, shape(0, { errorMetres: '500' }));
    expect(rough.length).toBe(4);
    expect(rough.every(({ withinRadius }) => withinRadius)).toBe(true);
  });

  it('beyond the reach of the person who asks are not named', async () => {
    expect(await ask(by.otherLeader, shape(0))).toEqual([]);
    await expectProblem(
      await by.otherLeader.get(`/api/point-neighbours?pointId=${here.id}`),
      'point.not_found',
    );
    const baVi = { geometry: JSON.stringify({ type: 'Point', coordinates: IN_BA_VI }) };
    expect(await ask(by.otherLeader, baVi)).toEqual([]);
  });

  it('leave out a point that is shown under another', async () => {
    const twin = await proposed(by, at(22));
    expect(idsOf(await ask(by.analyst, shape(0)))).toContain(twin.id);
    await act(by.analyst, twin, 'merge', {
      effectiveOn: '2026-03-10',
      reason: 'Cùng một nơi.',
      intoPointId: here.id,
    });
    expect(idsOf(await ask(by.analyst, shape(0)))).not.toContain(twin.id);
  });

  it.each([
    ['no place', ''],
    [
      'a point and a shape',
      `pointId=1&geometry=${JSON.stringify({ type: 'Point', coordinates: [105, 21] })}`,
    ],
    ['a shape that is none', 'geometry=%7B%7D'],
    ['text that is no JSON', 'geometry=x'],
  ])('are refused for %s', async (_, query) => {
    expect((await by.analyst.get(`/api/point-neighbours?${query}`)).status).toBe(422);
  });
});
