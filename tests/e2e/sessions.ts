import { randomUUID } from 'node:crypto';

import { type APIRequest, type APIRequestContext, expect } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';

/** Published in the README. */
export const DEMO_PASSWORD = 'diaban-demo';

/** Signs a role in, as somebody who has seen the hints of a first visit, and gives its cookies. */
export async function signIn(request: APIRequest, url: string, role: Role) {
  const context = await request.newContext({ baseURL: url });
  const answer = await context.post('/api/auth/sign-in/username', {
    data: { username: role, password: DEMO_PASSWORD },
  });
  expect(answer.ok(), `${role} signs in: ${answer.status()}`).toBe(true);
  await seeHints(context, role);
  const state = await context.storageState();
  await context.dispose();
  return state;
}

/** Notes with the account that it has seen the hints of its first visit, so that they stand in no other story. */
export async function seeHints(context: APIRequestContext, who: string): Promise<void> {
  const kept = await context.post('/api/me/preferences', {
    data: { hintsSeen: true },
    headers: { 'Idempotency-Key': randomUUID() },
  });
  expect(kept.ok(), `${who} has seen the hints: ${kept.status()}`).toBe(true);
}
