import { join } from 'node:path';

import { type APIRequest, expect } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';

import { OUTPUT } from './server-process.ts';

/** Published in the README. */
export const DEMO_PASSWORD = 'diaban-demo';

/** Cookies hold for every port: a session of the prepared folder is known to all its copies. */
export const sessionFile = (role: Role): string => join(OUTPUT, 'e2e-sessions', `${role}.json`);

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
