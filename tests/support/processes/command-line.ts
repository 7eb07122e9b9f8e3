import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { vi } from 'vitest';

import { openDatabase } from '#server/db/client.ts';

import type { Copy } from '#tests/support/database/test-database.ts';
import { createTestApp } from '#tests/support/test-app.ts';

export type Said = { code: number; out: string; err: string };

/** Runs a command in this process, with the environment of the test; what it throws is what `main.ts` prints. */
export async function runCommand(name: string, ...args: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const log = vi.spyOn(console, 'log').mockImplementation((line) => (said.out += `${line}\n`));
  const error = vi.spyOn(console, 'error').mockImplementation((line) => (said.err += `${line}\n`));
  try {
    const command = (await import(`#server/cli/${name}.ts`)) as {
      run(given: readonly string[]): Promise<number>;
    };
    return { code: await command.run(args), ...said };
  } catch (problem) {
    return { code: 1, out: said.out, err: String(problem) };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

/** Starts `npm run cli` as an operator does. */
export async function startCommandLine(
  args: readonly string[],
  given: { environment?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<Said> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], {
    env: { ...process.env, ...given.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(given.input ?? '');
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, out, err };
}

/** Names a database to the commands, until the end of the test file gives the environment back. */
export function useDatabase({ databaseUrl, dataDirectory }: Copy): void {
  vi.stubEnv('DATABASE_URL', databaseUrl ?? undefined);
  vi.stubEnv('DIABAN_DATA_DIR', dataDirectory);
  vi.stubEnv('LOG_LEVEL', 'silent');
}

/** Enters accounts into a database that is not open. */
export async function enterPeople(
  { databaseUrl, dataDirectory }: Copy,
  ...usernames: readonly string[]
): Promise<void> {
  const database = await openDatabase({ databaseUrl, dataDirectory, maxConnections: 4 });
  const test = await createTestApp({ database });
  for (const username of usernames) await test.as(username);
  // Entered without the product: no line of the log tells of them.
  await test.database.sql`update role_assignment set written_in = null`;
  await test.close();
}
