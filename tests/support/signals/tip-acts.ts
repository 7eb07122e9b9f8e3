import { expect } from 'vitest';

import type { TipDetail, TipReceipt } from '#server/contract/tip.ts';

import { IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

const STEP_ON = '2026-03-03';

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
    effectiveOn: STEP_ON,
    documentNumber: '1/BC',
    documentOn: more['effectiveOn'] ?? STEP_ON,
    ...more,
  });
}

/** Takes steps as {@link step} does, each recorded on the day on which it is said to have happened. */
export function stepsOnTheirDays(test: TestApp): typeof step {
  return async (client, at, verb, more) => {
    const { effectiveOn = STEP_ON } = (more ?? {}) as { effectiveOn?: string };
    const [now, noon] = [test.clock.now(), `${effectiveOn}T05:00:00.000Z`];
    if (noon < now) test.clock.set(noon);
    try {
      return await step(client, at, verb, more);
    } finally {
      test.clock.set(now);
    }
  };
}

export async function done(response: Response): Promise<TipDetail> {
  expect(response.status).toBe(200);
  return (await response.json()) as TipDetail;
}

/** Verifies, classifies and closes a tip on the day of entry. @returns its id */
export async function closeToday(client: TestClient, id: number): Promise<number> {
  const effectiveOn = TEST_NOW.slice(0, 10);
  for (const [verb, more] of [
    ['verify', {}],
    ['classify', { kind: 'feedback' }],
    ['handle', { outcome: 'unsubstantiated' }],
  ] as const) {
    const { version } = await detail(client, id);
    await done(await client.post(`/api/tips/${id}/${verb}`, { effectiveOn, ...more, version }));
  }
  return id;
}
