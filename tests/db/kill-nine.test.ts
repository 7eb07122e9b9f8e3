import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { startScript } from '#tests/support/child-process.ts';
import { copyFolder } from '#tests/support/database-template.ts';
import type { Found } from '#tests/support/write-until-killed.ts';

// The embedded database is what is killed here, whichever kind the other tests run on.
const ROUNDS = inject('databaseTemplate').kind === 'embedded' ? 20 : 3;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-killed-'));
  const template = inject('databaseTemplate');
  // The first start of all takes seconds, and no part in what is shown here.
  if (template.kind === 'embedded') await copyFolder(template.folder, folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it(`loses no acknowledged write and keeps no half of one when it is killed ${ROUNDS} times`, async () => {
  let acknowledged = 0;
  let next = startScript('write-until-killed.ts', folder);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const writer = next;
    writer.say('go');
    // Loads while this one opens and writes.
    next = startScript('write-until-killed.ts', folder);
    const found: Found = JSON.parse(await writer.nextLine());
    expect(found.greatest).toBeGreaterThanOrEqual(acknowledged);
    expect(found.transactions).toBe(found.greatest);
    expect(found.torn).toBe(0);

    acknowledged = Number(await writer.nextLine());
    // Anywhere in a few hundred transactions: in a statement, between two, while committing.
    await wait(Math.random() * 400);
    acknowledged = (await writer.killNine()).map(Number).at(-1) ?? acknowledged;
  }
  await next.killNine();
  expect(acknowledged).toBeGreaterThan(ROUNDS);
  // Each start costs three seconds of processor time, which a busy machine stretches.
}, 600_000);
