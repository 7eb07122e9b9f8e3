import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { startScript } from '#tests/support/child-process.ts';
import type { Found } from '#tests/support/write-until-killed.ts';

// The embedded database is what is killed here, whichever kind the other tests run on.
const ROUNDS = inject('databaseTemplate').kind === 'embedded' ? 20 : 3;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-killed-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it(`loses no acknowledged write and keeps no half of one when it is killed ${ROUNDS} times`, async () => {
  let acknowledged = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const writer = startScript('write-until-killed.ts', folder);
    const found: Found = JSON.parse(await writer.nextLine());
    expect(found.greatest).toBeGreaterThanOrEqual(acknowledged);
    expect(found.transactions).toBe(found.greatest);
    expect(found.torn).toBe(0);

    acknowledged = Number(await writer.nextLine());
    // Anywhere in a few hundred transactions: in a statement, between two, while committing.
    await wait(Math.random() * 400);
    acknowledged = (await writer.killNine()).map(Number).at(-1) ?? acknowledged;
  }
  expect(acknowledged).toBeGreaterThan(ROUNDS);
}, 180_000);
