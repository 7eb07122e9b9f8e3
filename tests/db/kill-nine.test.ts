import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { seededGenerator } from '#server/methods/shuffle.ts';
import { startScript } from '#tests/support/processes/child-process.ts';
import { copyDataFolder } from '#tests/support/database/database-template.ts';
import type { Found } from '#tests/support/processes/write-until-killed.ts';

// Kills the embedded database, whichever kind the other tests run on. Nine kills in ten fall inside a transaction of
// ten statements, so six rounds see as many as twenty did with transactions of two statements.
const ROUNDS = 6;
/** Chooses the moments of the kills; DIABAN_KILL_SEED repeats those of an earlier run. */
const SEED = Number(process.env['DIABAN_KILL_SEED'] ?? Date.now() % 2 ** 31);
const MOST_MILLISECONDS = 400;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-killed-'));
  const template = inject('databaseTemplate');
  // The first start of all takes seconds, and no part in what is shown here.
  if (template.kind === 'embedded') copyDataFolder(template.folder, folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it(`loses no acknowledged write and keeps no half of one when it is killed ${ROUNDS} times`, async () => {
  console.log(`kills with the seed ${SEED}`);
  const generator = seededGenerator(SEED);
  let acknowledged = 0;
  let next = startScript('write-until-killed', folder);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const writer = next;
    writer.say('go');
    // Loads while this one opens and writes.
    next = startScript('write-until-killed', folder);
    const found: Found = JSON.parse(await writer.nextLine());
    expect(found.greatest).toBeGreaterThanOrEqual(acknowledged);
    expect(found.transactions).toBe(found.greatest);
    expect(found.torn).toBe(0);

    acknowledged = Number(await writer.nextLine());
    // Anywhere in a few hundred transactions: in a statement, between two, while committing.
    await wait((generator.next() >>> 0) % MOST_MILLISECONDS);
    acknowledged = (await writer.killNine()).map(Number).at(-1) ?? acknowledged;
  }
  await next.killNine();
  expect(acknowledged).toBeGreaterThan(ROUNDS);
  // Each start costs three seconds of processor time, which a busy machine stretches.
}, 600_000);
