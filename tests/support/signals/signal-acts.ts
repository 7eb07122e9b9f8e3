import { expect } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { Signal } from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';
import type { TipReceipt } from '#server/contract/tip.ts';

import { handedOver, okPoint, type People } from '#tests/support/points/register-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

export const TODAY = '2026-11-24';

/** Moves a position some metres to the east. */
export function east([longitude, latitude]: [number, number], metres: number): [number, number] {
  return [longitude + metres / 103_940, latitude];
}

/** Acts of people on signals, each time at a position of its own. */
export function signalActs(by: People) {
  let row = 0;
  /** 130 m and more from the next: beyond the ring of a business. */
  function spot(): [number, number] {
    row += 1;
    return [105.8464 + (row % 5) * 0.0018, 21.0295 + Math.floor(row / 5) * 0.0012];
  }
  async function closedAt(at: [number, number], more: Record<string, unknown> = {}) {
    return handedOver(by, { geometry: { type: 'Point', coordinates: at }, ...more });
  }
  async function tell(at: [number, number], more: Record<string, unknown> = {}) {
    const response = await by.officer.post('/api/tips', {
      kind: 'feedback',
      channel: 'hotline',
      receivedOn: '2026-06-02',
      occurredOn: '2026-06-01',
      position: at,
      locationErrorMetres: 10,
      ...more,
    });
    expect(response.status).toBe(201);
    return (await response.json()) as TipReceipt;
  }
  async function signalOf(tipId: number): Promise<Signal> {
    const { items } = await page(by.analyst, 'limit=500');
    const found = items.find((signal) => signal.tipId === tipId);
    if (found === undefined) throw new Error('the tip has no signal');
    return found;
  }
  /** A closed place and a tip twelve metres from it that speaks of it. */
  async function suspected(more: Record<string, unknown> = {}) {
    const at = spot();
    const point = await closedAt(at);
    const tip = await tell(east(at, 12), more);
    return { at, point, signal: await signalOf(tip.id) };
  }
  return { spot, closedAt, tell, page, signalOf, detail, pointNow, decide, suspected };
}

async function page(client: TestClient, query: string) {
  const response = await client.get(`/api/signals?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as { items: Signal[]; total: number };
}

async function detail(client: TestClient, id: number): Promise<SignalDetail> {
  const response = await client.get(`/api/signals/${id}`);
  expect(response.status).toBe(200);
  return (await response.json()) as SignalDetail;
}

async function pointNow(client: TestClient, id: number): Promise<PointDetail> {
  return okPoint(await client.get(`/api/points/${id}`));
}

function decide(
  client: TestClient,
  signal: Signal,
  verb: string,
  more: Record<string, unknown> = {},
) {
  return client.post(`/api/signals/${signal.id}/${verb}`, {
    effectiveOn: TODAY,
    documentNumber: '21/BC-CAP',
    reason: 'Kiểm tra lại tại chỗ.',
    version: signal.version,
    ...more,
  });
}
