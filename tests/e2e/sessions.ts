import { type APIRequest, expect } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';

/** Published in the README. */
export const DEMO_PASSWORD = 'diaban-demo';

/** Signs a role in and gives its cookies. */
export async function signIn(request: APIRequest, url: string, role: Role) {
  const context = await request.newContext({ baseURL: url });
  const answer = await context.post('/api/auth/sign-in/username', {
    data: { username: role, password: DEMO_PASSWORD },
  });
  expect(answer.ok(), `${role} signs in: ${answer.status()}`).toBe(true);
  const state = await context.storageState();
  await context.dispose();
  return state;
}
