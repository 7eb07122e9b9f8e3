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

/** One at a time: a worker runs one file after the other. */
let current: Product | null = null;

/** Starts a product for a spec file, on a copy of the prepared folder; nothing happens if it runs already. */
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

/** The prepared session of a role, or a new one if a test has ended that. */
export async function sessionOf(request: APIRequest, role: Role): Promise<SessionState> {
  const product = serving();
  if (product.ended.has(role)) return await signIn(request, productUrl(), role);
  return JSON.parse(readFileSync(sessionFile(product.folder, role), 'utf8')) as SessionState;
}

/** Notes that a test has ended the session of a role: the role signs in again when it is asked for. */
export function forgetSession(role: Role): void {
  serving().ended.add(role);
}

type SessionState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

function serving(): Product {
  if (current === null) throw new Error('the test does not ask for a product');
  return current;
}
