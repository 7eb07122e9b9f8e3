import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type APIRequest, type BrowserContextOptions, expect, type Page } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';

import {
  copyDemo,
  type DemoOnServer,
  emptyDatabase,
  type ProductDatabase,
} from './demo-on-server.ts';
import { preparedFolder, sessionFile } from './prepared-folder.ts';
import { type RunningServer, startServer } from './server-process.ts';
import { signIn } from './sessions.ts';

type Product = {
  /** The spec file that it serves, and which repetition of it. */
  file: string;
  folder: string;
  server: RunningServer;
  /** Its database on a server; null where it is embedded. */
  copy: ProductDatabase | null;
  /** Removes its database and its folder. */
  remove(): Promise<void>;
  /** Roles whose prepared session a test has ended. */
  ended: Set<Role>;
};

/** One at a time: a worker runs one file after the other. */
let current: Product | null = null;

/**
 * Starts a product for a spec file, on a copy of the demonstration; nothing happens if it runs already. It runs on a
 * PostgreSQL server where there is one, which takes a third of the processor's time.
 */
export async function serveFile(file: string, environment: NodeJS.ProcessEnv): Promise<void> {
  if (current?.file === file) return;
  // The one before takes a second to end, of which it works for a moment only.
  const [next] = await Promise.all([startDemo(file, environment), stopServing()]);
  current = next;
}

async function startDemo(file: string, environment: NodeJS.ProcessEnv): Promise<Product> {
  const demo = demoOnServer();
  const folder = mkdtempSync(join(tmpdir(), 'diaban-e2e-'));
  cpSync(demo?.folder ?? preparedFolder(), folder, { recursive: true });
  const copy = demo === null ? null : await copyDemo(demo);
  return { file, folder, copy, ended: new Set(), ...(await start(folder, copy, environment)) };
}

/**
 * Starts a second product, with nothing in it, beside that of the file; its database is on the server too where there
 * is one.
 */
export async function serveEmpty(environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  const demo = demoOnServer();
  const folder = mkdtempSync(join(tmpdir(), 'diaban-e2e-empty-'));
  const database = demo === null ? null : await emptyDatabase(demo);
  const given = { DIABAN_SEED: 'none', ...environment };
  const { server, remove } = await start(folder, database, given);
  return {
    ...server,
    async stop() {
      await server.stop();
      await remove();
    },
  };
}

/** Starts a product on its folder and database; both are removed if it does not start. */
async function start(
  folder: string,
  database: ProductDatabase | null,
  environment: NodeJS.ProcessEnv,
): Promise<Pick<Product, 'server' | 'remove'>> {
  const program = process.env['DIABAN_E2E_PROGRAM'];
  if (program === undefined) throw new Error('global-setup did not run');
  const remove = async () => {
    await database?.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  const ofDatabase = database === null ? {} : { DATABASE_URL: database.databaseUrl };
  try {
    const given = { program, environment: { ...environment, ...ofDatabase } };
    return { server: await startServer(folder, given), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function demoOnServer(): DemoOnServer | null {
  return JSON.parse(process.env['DIABAN_E2E_SERVER'] ?? 'null') as DemoOnServer | null;
}

export async function stopServing(): Promise<void> {
  const ending = current;
  current = null;
  await ending?.server.stop();
  await ending?.remove();
}

/** The address of the product under test. */
export const productUrl = (): string => serving().server.url;

/** Tests if the product's database is on a server, where a test can reach it too. */
export const hasReachableDatabase = (): boolean => serving().copy !== null;

/**
 * Lets time pass for the question of acts that decide: nobody has shown to be there for an hour, and codes count again.
 * The product remembers who a session belongs to for a second, so this waits until `act`, an address of such an act sent
 * without a body, asks.
 */
export async function passHourSinceProof(page: Page, act: string): Promise<void> {
  const { copy } = serving();
  if (copy === null) throw new Error('the database is embedded in the product');
  await copy.run("update app_session set proved_at = now() - interval '1 hour'");
  await copy.run('delete from spent_code');
  const code = async () => {
    const { origin } = new URL(page.url());
    const answer = await page.request.post(origin + act, { data: {}, headers: { origin } });
    return ((await answer.json()) as { code: string }).code;
  };
  await expect.poll(code).toBe('session.confirm_again');
}

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
