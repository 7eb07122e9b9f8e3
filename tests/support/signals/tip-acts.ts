import { expect } from 'vitest';

import type { TipDetail, TipReceipt } from '#server/contract/tip.ts';

import { IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

/** A tip as a form would send it; what matters to a test is named there. */
export function tip(more: Record<string, unknown> = {}) {
  return {
    kind: 'feedback',
    channel: 'hotline',
    receivedOn: '2026-03-02',
    position: IN_HOAN_KIEM,
    ...more,
  };
}
export async function receive(
  client: TestClient,
  more: Record<string, unknown> = {},
): Promise<TipReceipt> {
  const response = await client.post('/api/tips', tip(more));
  expect(response.status).toBe(201);
  return (await response.json()) as TipReceipt;
}
export async function detail(client: TestClient, id: number): Promise<TipDetail> {
  return (await (await client.get(`/api/tips/${id}`)).json()) as TipDetail;
}
export function step(
  client: TestClient,
  at: { id: number; version: number },
  verb: string,
  more: Record<string, unknown> = {},
) {
  return client.post(`/api/tips/${at.id}/${verb}`, {
    version: at.version,
    effectiveOn: '2026-03-03',
    ...more,
  });
}
export async function done(response: Response): Promise<TipDetail> {
  expect(response.status).toBe(200);
  return (await response.json()) as TipDetail;
}
