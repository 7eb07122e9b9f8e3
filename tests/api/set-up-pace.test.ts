import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';

import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  emptyInstallation,
  leftOver,
  sendBackup,
  setUpOf,
} from '#tests/support/requests/restore-acts.ts';

let test: Awaited<ReturnType<typeof emptyInstallation>>;
beforeAll(async () => {
  test = await emptyInstallation();
});
afterEach(() => vi.useRealTimers());
afterAll(() => test.close());

/** A file that begins as a backup does and never ends: a byte comes every five seconds. */
function dripping(): ReadableStream<Uint8Array> {
  let coming: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Uint8Array.of(0x1f, 0x8b));
      const next = () => {
        controller.enqueue(Uint8Array.of(0));
        coming = setTimeout(next, 5_000);
      };
      next();
    },
    cancel: () => clearTimeout(coming),
  });
}

it('ends a sender of a backup who only drips, in words, and leaves the place to the next one', async () => {
  const state = async () => (await setUpOf(test)).restore;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const first = sendBackup(test, dripping(), { length: 5_000_000 });
  await vi.waitFor(async () => expect(await state()).toMatchObject({ done: 3 }));
  await vi.advanceTimersByTimeAsync(45_000);
  expect(await state()).toMatchObject({ phase: 'receiving', problem: null });
  await vi.advanceTimersByTimeAsync(15_000);
  await expectProblem(await first, 'set_up.too_slow');
  expect(await state()).toMatchObject({ phase: 'failed', problem: 'set_up.too_slow' });
  vi.useRealTimers();
  expect((await setUpOf(test)).unused).toBe(true);
  expect(await leftOver(test)).toEqual([]);
  const next = await sendBackup(test, new TextEncoder().encode('một tệp chữ'));
  await expectProblem(next, 'set_up.no_backup');
});
