import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

import { expect } from 'vitest';

import { SET_UP_CODE, type RestoreState, SetUp } from '#server/contract/set-up.ts';
import { settleRestores } from '#server/features/backups/settle-commands.ts';
import { createSetUp, type SetUpService } from '#server/set-up.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

export const CODE = 'a code of the operator';

/** An application in which nothing was entered, and which takes up a restored register as the program does. */
export async function emptyInstallation(
  more: Parameters<typeof createTestApp>[0] & { hold?: () => Promise<void> } = {},
): Promise<TestApp & { setUp: SetUpService }> {
  const { hold = async () => undefined, ...options } = more;
  let made: TestApp | null = null;
  const setUp = createSetUp(CODE, {
    hold,
    async renew() {
      if (made === null) return;
      await settleRestores(made.deps.config, made.database);
      await made.deps.points.reload();
    },
  });
  made = await createTestApp({ ...options, setUp });
  return { ...made, setUp };
}

/** Sends a file, or the blocks of one, as the page does. */
export async function sendBackup(
  test: TestApp,
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  { code = CODE, length }: { code?: string; length?: number } = {},
): Promise<Response> {
  return test.anonymous.request('/api/set-up/restore', {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      [SET_UP_CODE]: code,
      ...(length !== undefined && { 'content-length': String(length) }),
    },
    body,
    duplex: 'half',
  } as RequestInit);
}

export async function setUpOf(test: TestApp): Promise<SetUp> {
  return SetUp.parse(await (await test.anonymous.get('/api/set-up')).json());
}

/** Waits for the end of a restore. */
export async function endOfRestore(test: TestApp): Promise<RestoreState | null> {
  const phase = async () => (await setUpOf(test)).restore?.phase;
  await expect.poll(phase, { timeout: 60_000 }).toMatch(/^(ready|failed)$/);
  return (await setUpOf(test)).restore;
}

/** Names of what restores keep in the data folder. */
export async function leftOver({ deps }: TestApp): Promise<string[]> {
  const names = await readdir(deps.config.dataDirectory);
  return names.filter((name) => name.startsWith('restoring-'));
}

/** A backup with other lines, packed again. */
export async function changedBackup(
  file: string,
  change: (lines: string[]) => readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const lines = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split('\n');
  return new Uint8Array(gzipSync(`${change(lines).join('\n')}\n`));
}
