import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { seededGenerator } from '#server/methods/shuffle.ts';
import { type OldRegister, openOldRegister } from '#tests/support/database/old-register.ts';
import {
  hasWholeLog,
  readUpgradeState,
  type UpgradeState,
} from '#tests/support/database/upgrade-state.ts';
import { startScript } from '#tests/support/processes/child-process.ts';

const KILLS = Number(process.env['DIABAN_UPGRADE_KILLS'] ?? 2);
/** Chooses the moments of the kills; DIABAN_KILL_SEED repeats those of an earlier run. */
const SEED = Number(process.env['DIABAN_KILL_SEED'] ?? Date.now() % 2 ** 31);
/** The longest wait before a kill grows and shrinks by these, so that about half of the kills find the upgrade at work. */
const [LONGER, SHORTER] = [1.25, 0.8];

const kinds = [inject('databaseTemplate').kind, ...(KILLS > 10 ? ['embedded' as const] : [])];

describe.each([...new Set(kinds)])('an upgrade that is killed (%s)', (kind) => {
  let old: OldRegister;
  let before: UpgradeState;
  let after: UpgradeState;
  let milliseconds: number;

  async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase({ ...old.where, maxConnections: 2 });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  beforeAll(async () => {
    old = await openOldRegister(kind);
    await old.putBack();
    before = await withDatabase(readUpgradeState);
    await withDatabase(async (database) => {
      const begun = performance.now();
      await migrate(database);
      milliseconds = performance.now() - begun;
      after = await readUpgradeState(database);
    });
  }, 120_000);
  afterAll(() => old.remove());

  const start = () =>
    startScript('upgrade-until-killed', old.where.dataDirectory, old.where.databaseUrl ?? '');

  it(
    `is the version before or the new one after each of ${KILLS} kills, never between`,
    { timeout: 60_000 + KILLS * 90_000 },
    async () => {
      console.log(`kills of an upgrade (${kind}) with the seed ${SEED}`);
      const generator = seededGenerator(SEED);
      const met = { before: 0, after: 0 };
      let longest = milliseconds;
      await old.putBack();
      let next = start();
      for (let kill = 0; kill < KILLS; kill += 1) {
        const upgrading = next;
        upgrading.say('go');
        // Loads its modules while this one upgrades.
        next = start();
        const found: UpgradeState = JSON.parse(await upgrading.nextLine());
        expectWhole(found);
        await pause(uniformInt(generator, 0, Math.ceil(longest)));
        await upgrading.killNine();
        const left = await withDatabase(readUpgradeState);
        expectWhole(left);
        const isUpgraded = left.migrations === after.migrations;
        met[isUpgraded ? 'after' : 'before'] += 1;
        longest *= isUpgraded ? SHORTER : LONGER;
        if (isUpgraded) await old.putBack();
      }
      await next.killNine();
      console.log(`killed ${KILLS} times: ${JSON.stringify(met)}`);
      const whole = await withDatabase(async (database) => {
        await migrate(database);
        expectWhole(await readUpgradeState(database));
        return hasWholeLog(database);
      });
      expect(whole).toBe(true);
      // Two kills may both fall on one side.
      const fewest = Math.floor(KILLS / 10);
      expect(met.before).toBeGreaterThanOrEqual(fewest);
      expect(met.after).toBeGreaterThanOrEqual(fewest);
    },
  );

  /** Compares the catalogue, and the rows: of the new version without those that hold the moment of the upgrade. */
  function expectWhole(found: UpgradeState): void {
    const { migrations, catalogue, counts } = after;
    const isOld = found.migrations === before.migrations;
    expect(found).toMatchObject(isOld ? before : { migrations, catalogue, counts });
  }
});
