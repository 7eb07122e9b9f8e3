import { randomUUID } from 'node:crypto';

import { type APIRequest, type APIRequestContext, expect } from '@playwright/test';

/** Published in the README. */
export const DEMO_PASSWORD = 'diaban-demo';

/** Signs somebody in, by default a role, as a person who has seen the hints of a first visit, and gives the cookies. */
export async function signIn(
  request: APIRequest,
  url: string,
  username: string,
  password = DEMO_PASSWORD,
) {
  const context = await request.newContext({ baseURL: url });
  const answer = await context.post('/api/auth/sign-in/username', {
    data: { username, password },
  });
  expect(answer.ok(), `${username} signs in: ${answer.status()}`).toBe(true);
  await seeHints(context, username);
  const state = await context.storageState();
  await context.dispose();
  return state;
}

/** Notes with the account that it has seen the hints of its first visit, so that they stand in no other story. */
async function seeHints(context: APIRequestContext, who: string): Promise<void> {
  const kept = await context.post('/api/me/preferences', {
    data: { hintsSeen: true },
    headers: { 'Idempotency-Key': randomUUID() },
  });
  expect(kept.ok(), `${who} has seen the hints: ${kept.status()}`).toBe(true);
}
