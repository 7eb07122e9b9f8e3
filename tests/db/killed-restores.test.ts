import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { type Database, openDatabase } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { isUnused } from '#server/features/backups/queries.ts';
import { settleRestores } from '#server/features/backups/settle-commands.ts';
import { seededGenerator } from '#server/methods/shuffle.ts';
import { OLDEST_BACKUP } from '#tests/support/database/oldest-backup.ts';
import { type Copy, copyDatabase } from '#tests/support/database/test-database.ts';
import {
  hasWholeLog,
  readUpgradeState,
  type UpgradeState,
} from '#tests/support/database/upgrade-state.ts';
import { startScript } from '#tests/support/processes/child-process.ts';
import { changedBackup } from '#tests/support/requests/restore-acts.ts';

const KILLS = Number(process.env['DIABAN_UPGRADE_KILLS'] ?? 1);
/** Chooses the moments of the kills; DIABAN_KILL_SEED repeats those of an earlier run. */
const SEED = Number(process.env['DIABAN_KILL_SEED'] ?? Date.now() % 2 ** 31);
/** The longest wait before a kill grows and shrinks by these, so that about half of the kills find the restore at work. */
const [LONGER, SHORTER] = [1.25, 0.8];
const PHOTO = Buffer.from([0, 255, 10, 13]);

let folder: string;
/** A backup of the oldest program, so that the tables are made anew too, with a photo. */
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-killed-restores-'));
  file = join(folder, 'old.backup');
  const photo = { file: 'attachments/ab/one.full', content: PHOTO.toString('base64') };
  const backup = await changedBackup(OLDEST_BACKUP, (lines) => {
    const end = JSON.parse(lines.at(-1) ?? '') as { files: number };
    const added = [photo, { ...end, files: end.files + 1 }].map((line) => JSON.stringify(line));
    return [...lines.slice(0, -1), ...added];
  });
  await writeFile(file, backup);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe(`a restore that is killed (${inject('databaseTemplate').kind})`, () => {
  const start = ({ dataDirectory, databaseUrl, databaseDirectUrl }: Copy) => {
    const url = databaseDirectUrl ?? databaseUrl ?? '';
    return startScript('restore-until-killed.ts', dataDirectory, url, file);
  };

  it(
    `leaves an empty installation or a whole one after each of ${KILLS} kills, never between`,
    { timeout: 120_000 + KILLS * 60_000 },
    async () => {
      console.log(`kills of a restore with the seed ${SEED}`);
      const generator = seededGenerator(SEED);
      const met = { empty: 0, whole: 0 };
      let before: UpgradeState | null = null;
      let longest = 0;
      for (let kill = 0; kill <= KILLS; kill += 1) {
        const copy = await copyDatabase();
        before ??= await inDatabase(copy, readUpgradeState);
        const restoring = start(copy);
        restoring.say('go');
        expect(await restoring.nextLine()).toBe('begins');
        const begun = performance.now();
        // The first one may end, and tells how long a restore takes.
        if (kill === 0) {
          expect(await restoring.nextLine()).toBe('ready');
          longest = performance.now() - begun;
        } else await pause(uniformInt(generator, 0, Math.ceil(longest)));
        await restoring.killNine();
        const left = await whatIsLeft(copy, before);
        met[left] += 1;
        if (kill === 0) expect(left).toBe('whole');
        else longest *= left === 'whole' ? SHORTER : LONGER;
        await copy.remove();
      }
      console.log(`killed ${KILLS} times: ${JSON.stringify(met)}`);
      // Two kills may both fall on one side.
      const fewest = Math.floor(KILLS / 10);
      expect(met.empty).toBeGreaterThanOrEqual(fewest);
      expect(met.whole - 1).toBeGreaterThanOrEqual(fewest);
    },
  );
});

/** Starts after a kill, as the program does; compares everything with an empty installation, or with a restored one. */
async function whatIsLeft(copy: Copy, before: UpgradeState): Promise<'empty' | 'whole'> {
  const { dataDirectory } = copy;
  const attachmentsDirectory = join(dataDirectory, 'attachments');
  const photo = join(attachmentsDirectory, 'ab', 'one.full');
  return inDatabase(copy, async (database) => {
    await settleRestores({ dataDirectory, attachmentsDirectory }, database);
    const names = await readdir(dataDirectory);
    expect(names.filter((name) => name.startsWith('restoring-'))).toEqual([]);
    const found = await readUpgradeState(database);
    const { catalogue, migrations } = before;
    expect(found).toMatchObject({ catalogue, migrations });
    expect(await hasWholeLog(database)).toBe(true);
    if (await asSystem(database, isUnused)) {
      expect(found).toEqual(before);
      expect([existsSync(photo), existsSync(join(dataDirectory, 'secret'))]).toEqual([
        false,
        false,
      ]);
      return 'empty';
    }
    expect(found.counts['point']).toBeGreaterThan(0);
    expect(await readFile(photo)).toEqual(PHOTO);
    expect(existsSync(join(dataDirectory, 'secret'))).toBe(true);
    return 'whole';
  });
}

async function inDatabase<T>(copy: Copy, work: (database: Database) => Promise<T>): Promise<T> {
  const { remove: _, ...where } = copy;
  const database = await openDatabase({ ...where, maxConnections: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
