import type { PointDetail } from '#server/contract/point.ts';

import type { TestApp, TestClient } from '#tests/support/test-app.ts';

import { addSeconds, withSecond } from './proposal-acts.ts';

/** A spot in the middle of Hoàn Kiếm (00070), WGS 84. */
export const IN_HOAN_KIEM: [number, number] = [105.85, 21.032];
/** A spot in the middle of Ba Vì (09700), far away from it. */
export const IN_BA_VI: [number, number] = [105.342, 21.058];

export const DOCUMENT = '12/BB-UBND';

/** A new place as a form would send it; what matters to a test is named there. */
export function newPoint(more: Record<string, unknown> = {}) {
  return {
    officialName: 'Nhà nghỉ Minh Họa',
    category: 'NN',
    geometry: { type: 'Point', coordinates: IN_HOAN_KIEM },
    effectiveOn: '2026-01-05',
    ...more,
  };
}

export async function okPoint(response: Response): Promise<PointDetail> {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`refused with ${response.status}: ${JSON.stringify(body)}`);
  return body as PointDetail;
}

/** The people of a register in which a point can go its whole way. */
export async function people(test: TestApp) {
  const by = {
    analyst: await test.as('analyst'),
    otherAnalyst: await test.as('analyst.two', { role: 'analyst' }),
    coordinator: await test.as('coordinator'),
    leader: await test.as('leader', { communeCodes: ['00070'] }),
    otherLeader: await test.as('leader.ba.vi', { role: 'leader', communeCodes: ['09700'] }),
    officer: await test.as('officer', { communeCodes: ['00070'] }),
    planner: await test.as('planner'),
  };
  const { analyst, otherAnalyst, coordinator } = by;
  for (const client of Object.values(by)) {
    addSeconds(
      client,
      client === analyst || client === otherAnalyst ? [coordinator] : [otherAnalyst, analyst],
    );
  }
  return by;
}
export type People = Awaited<ReturnType<typeof people>>;

/** One act on a point in its present version. */
export async function act(
  client: TestClient,
  point: Pick<PointDetail, 'id' | 'version'>,
  verb: string,
  body: Record<string, unknown>,
): Promise<PointDetail> {
  const given = { documentNumber: DOCUMENT, version: point.version, ...body };
  const path = `/api/points/${point.id}/${verb}`;
  const kind = verb.replace('-', '_');
  const proposal = { kind, pointId: point.id, act: given };
  return okPoint(await withSecond(client, await client.post(path, given), proposal));
}

export async function proposed(by: People, more: Record<string, unknown> = {}) {
  return okPoint(await by.officer.post('/api/points', newPoint(more)));
}
export async function active(by: People, more: Record<string, unknown> = {}) {
  return act(by.coordinator, await proposed(by, more), 'recognise', { effectiveOn: '2026-01-10' });
}
export async function eliminated(by: People, more: Record<string, unknown> = {}) {
  return act(by.analyst, await active(by, more), 'eliminate', { effectiveOn: '2026-03-01' });
}
export async function handoverAsked(by: People, more: Record<string, unknown> = {}) {
  return act(by.analyst, await eliminated(by, more), 'handovers', { effectiveOn: '2026-03-05' });
}
export async function handedOver(by: People, more: Record<string, unknown> = {}) {
  const asked = await handoverAsked(by, more);
  return okPoint(
    await by.leader.post(`/api/handovers/${asked.handovers[0]?.id}/confirm`, {
      effectiveOn: '2026-03-08',
      documentNumber: DOCUMENT,
    }),
  );
}
