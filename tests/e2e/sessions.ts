import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { type APIRequest, expect } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';

import { OUTPUT } from './server-process.ts';

/** Published in the README. */
export const DEMO_PASSWORD = 'diaban-demo';
export const SESSIONS = join(OUTPUT, 'e2e-sessions');

/** Where the product under test listens. */
export function productUrl(): string {
  const url = process.env['DIABAN_E2E_URL'];
  if (url === undefined) throw new Error('global-setup has not started the product');
  return url;
}

/** The file with a role's session. Each role signs in once a run, because sign-ins are throttled. */
export async function sessionOf(request: APIRequest, role: Role): Promise<string> {
  const file = join(SESSIONS, `${role}.json`);
  if (existsSync(file)) return file;
  mkdirSync(SESSIONS, { recursive: true });
  const context = await request.newContext({ baseURL: productUrl() });
  const answer = await context.post('/api/auth/sign-in/username', {
    data: { username: role, password: DEMO_PASSWORD },
  });
  expect(answer.ok(), `${role} signs in: ${answer.status()}`).toBe(true);
  await context.storageState({ path: file });
  await context.dispose();
  return file;
}

/** For a session that a test has ended: the role signs in anew. */
export function forgetSession(role: Role): void {
  rmSync(join(SESSIONS, `${role}.json`), { force: true });
}
