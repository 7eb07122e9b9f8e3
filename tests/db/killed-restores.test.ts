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
import { hasWholeLog, readUpgradeState } from '#tests/support/database/upgrade-state.ts';
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
    return startScript('restore-until-killed', dataDirectory, url, file);
  };

  it(
    `leaves an empty installation or a whole one after each of ${KILLS} kills, never between`,
    { timeout: 120_000 + KILLS * 60_000 },
    async () => {
      console.log(`kills of a restore with the seed ${SEED}`);
      const generator = seededGenerator(SEED);
      const met = { empty: 0, whole: 0 };
      const undisturbed = await copyDatabase();
      const empty = await inDatabase(undisturbed, (database) => stateOf(undisturbed, database));
      expect(empty).toMatchObject({ ...EMPTY, left: [] });
      const first = start(undisturbed);
      first.say('go');
      const begun = await first.nextLine().then(() => performance.now());
      expect(await first.nextLine()).toBe('ready');
      let longest = performance.now() - begun;
      await first.killNine();
      const whole = await inDatabase(undisturbed, (database) => stateOf(undisturbed, database));
      expect(whole).toMatchObject({ ...WHOLE, left: [], catalogue: empty.catalogue });
      await undisturbed.remove();
      for (let kill = 0; kill < KILLS; kill += 1) {
        const copy = await copyDatabase();
        const restoring = start(copy);
        restoring.say('go');
        await restoring.nextLine();
        await pause(uniformInt(generator, 0, Math.ceil(longest)));
        await restoring.killNine();
        const found = await inDatabase(copy, async (database) => {
          const attachmentsDirectory = attachmentsOf(copy);
          await settleRestores({ ...copy, attachmentsDirectory }, database);
          return stateOf(copy, database);
        });
        expect(found).toEqual(found.unused ? empty : whole);
        met[found.unused ? 'empty' : 'whole'] += 1;
        longest *= found.unused ? LONGER : SHORTER;
        await copy.remove();
      }
      console.log(`killed ${KILLS} times: ${JSON.stringify(met)}`);
      // Two kills may both fall on one side.
      const fewest = Math.floor(KILLS / 10);
      expect(met.empty).toBeGreaterThanOrEqual(fewest);
      expect(met.whole).toBeGreaterThanOrEqual(fewest);
    },
  );
});

const EMPTY = { unused: true, photo: null, hasSecret: false };
const WHOLE = { unused: false, photo: PHOTO, hasSecret: true, hasWholeLog: true };
const attachmentsOf = ({ dataDirectory }: Copy) => join(dataDirectory, 'attachments');

/** Everything that a restore changes: catalogue, rows, log, files, and what it keeps until its end. */
async function stateOf(copy: Copy, database: Database) {
  const photo = await readFile(join(attachmentsOf(copy), 'ab', 'one.full')).catch(() => null);
  const names = await readdir(copy.dataDirectory);
  const { rows, ...state } = await readUpgradeState(database);
  return {
    ...state,
    // The line of the restore holds an id that is drawn.
    rows: { ...rows, audit_entry: '', audit_head: '' },
    unused: await asSystem(database, isUnused),
    hasWholeLog: await hasWholeLog(database),
    photo,
    hasSecret: existsSync(join(copy.dataDirectory, 'secret')),
    left: names.filter((name) => name.startsWith('restoring-')),
  };
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
