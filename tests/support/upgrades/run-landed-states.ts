// npm run landed-states [-- COMMIT…]: takes a dump from the program of each landed state of the migrations, or of the
// named ones, upgrades it with the present program, and compares points, history and log.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate, MIGRATIONS_DIRECTORY, readMigrations } from '#server/db/migrate.ts';
import { loadBackup } from '#server/features/backups/restore-commands.ts';
import { hasWholeLog, readUpgradeState } from '#tests/support/database/upgrade-state.ts';

import { type LandedState, listLandedStates } from './landed-states.ts';
import { type Dump, ProgramDoesNotRun, removeTree, takeDump } from './take-dump.ts';

/** Tables whose rows an upgrade neither adds nor removes. */
const REGISTER = ['point', 'point_commune', 'event', 'audit_entry', 'app_user'];

async function upgradeDump({ kind, path }: Dump): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'diaban-landed-'));
  if (kind === 'folder') cpSync(path, folder, { recursive: true });
  const database = await openDatabase({ databaseUrl: null, dataDirectory: folder });
  try {
    if (kind === 'backup') {
      const kept = { attachments: join(folder, 'attachments'), secret: join(folder, 'secret') };
      await loadBackup(database, path, kept);
    }
    return await upgrade(database);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Upgrades and compares. Throws with the difference. */
async function upgrade(database: Database): Promise<string> {
  const before = await readUpgradeState(database);
  const { applied } = await migrate(database);
  const after = await readUpgradeState(database);
  for (const table of REGISTER) {
    const [had, has] = [before.counts[table], after.counts[table]];
    if (had !== undefined && had !== has) throw new Error(`${table}: ${had} rows became ${has}`);
  }
  if (!(await hasWholeLog(database))) throw new Error('the log is broken');
  const { point = 0, event = 0, audit_entry: log = 0 } = after.counts;
  return `${applied.length} migrations; ${point} points, ${event} events, ${log} lines of the log`;
}

const own = await readMigrations(MIGRATIONS_DIRECTORY);
const named = process.argv.slice(2);
const isAsked = ({ commit }: LandedState) =>
  named.length === 0 || named.some((start) => commit.startsWith(start));
const tally = { upgraded: 0, leftOut: 0, failed: 0 };
for (const { commit, migrations, leftOut } of listLandedStates(own).filter(isAsked)) {
  const state = `${commit.slice(0, 8)} (${migrations} migrations)`;
  if (leftOut !== null) {
    tally.leftOut += 1;
    console.log(`- ${state}: within the work on a version: ${leftOut}`);
    continue;
  }
  try {
    console.log(`✓ ${state}: ${await upgradeDump(takeDump(commit))}`);
    tally.upgraded += 1;
  } catch (error) {
    if (error instanceof ProgramDoesNotRun) {
      tally.leftOut += 1;
      console.log(`- ${state}: ${error.message}`);
      continue;
    }
    console.log(`✗ ${state}: ${error instanceof Error ? error.message : String(error)}`);
    tally.failed += 1;
  }
}
removeTree();
console.log(`${tally.upgraded} upgraded, ${tally.failed} failed, ${tally.leftOut} left out`);
process.exitCode = tally.failed > 0 ? 1 : 0;
