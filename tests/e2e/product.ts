import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { APIRequest, BrowserContextOptions } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';

import { preparedFolder, sessionFile } from './prepared-folder.ts';
import { type RunningServer, startServer } from './server-process.ts';
import { signIn } from './sessions.ts';

type Product = {
  /** The spec file that it serves, and which repetition of it. */
  file: string;
  folder: string;
  server: RunningServer;
  /** Roles whose prepared session a test has ended. */
  ended: Set<Role>;
};

/** A worker runs one file at a time. */
let current: Product | null = null;

/** Serves a spec file: its own process on its own copy of the prepared folder, which no other file sees. */
export async function serveFile(file: string, environment: NodeJS.ProcessEnv): Promise<void> {
  if (current?.file === file) return;
  await stopServing();
  const program = process.env['DIABAN_E2E_PROGRAM'];
  if (program === undefined) throw new Error('global-setup did not run');
  const folder = mkdtempSync(join(tmpdir(), 'diaban-e2e-'));
  try {
    cpSync(preparedFolder(), folder, { recursive: true });
    const server = await startServer(folder, { program, environment });
    current = { file, folder, server, ended: new Set() };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

export async function stopServing(): Promise<void> {
  const ending = current;
  current = null;
  await ending?.server.stop();
  if (ending !== null) rmSync(ending.folder, { recursive: true, force: true });
}

/** The address of the product under test. */
export const productUrl = (): string => serving().server.url;

/** The session of a role that signed in before the run, or anew where a test has ended that one. */
export async function sessionOf(request: APIRequest, role: Role): Promise<SessionState> {
  const product = serving();
  if (product.ended.has(role)) return await signIn(request, productUrl(), role);
  return JSON.parse(readFileSync(sessionFile(product.folder, role), 'utf8')) as SessionState;
}

/** For a session that a test has ended: the role signs in anew. */
export function forgetSession(role: Role): void {
  serving().ended.add(role);
}

type SessionState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

function serving(): Product {
  if (current === null) throw new Error('the test does not ask for a product');
  return current;
}
