import { readFile } from 'node:fs/promises';

import { afterEach, expect, it, vi } from 'vitest';

import { OLDEST_BACKUP } from '#tests/support/database/oldest-backup.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  emptyInstallation,
  endOfRestore,
  leftOver,
  sendBackup,
  setUpOf,
} from '#tests/support/requests/restore-acts.ts';

afterEach(() => vi.useRealTimers());

/** A file of which the first 1,000 bytes come at once, and one more every five seconds. */
function dripping(file: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let coming: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(file.subarray(0, 1_000));
      const next = (at: number) => {
        controller.enqueue(file.subarray(at, at + 1));
        coming = setTimeout(next, 5_000, at + 1);
      };
      next(1_000);
    },
    cancel: () => clearTimeout(coming),
  });
}

it('ends a sender who only drips, in words, and takes the next one', async () => {
  const backup = new Uint8Array(await readFile(OLDEST_BACKUP));
  const test = await emptyInstallation();
  const state = async () => (await setUpOf(test)).restore;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const first = sendBackup(test, dripping(backup), { length: backup.byteLength });
  await vi.waitFor(async () => expect(await state()).toMatchObject({ done: 1_001 }));
  await vi.advanceTimersByTimeAsync(45_000);
  expect(await state()).toMatchObject({ phase: 'receiving', problem: null });
  await vi.advanceTimersByTimeAsync(15_000);
  await expectProblem(await first, 'set_up.too_slow');
  expect(await state()).toMatchObject({ phase: 'failed', problem: 'set_up.too_slow' });
  vi.useRealTimers();
  expect((await setUpOf(test)).unused).toBe(true);
  expect(await leftOver(test)).toEqual([]);
  expect((await sendBackup(test, backup)).status).toBe(202);
  expect(await endOfRestore(test)).toMatchObject({ phase: 'ready' });
  await test.close();
});
