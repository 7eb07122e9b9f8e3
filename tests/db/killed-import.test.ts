import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { systemClock } from '#server/clock.ts';
import { openDatabase, type Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { importOsm } from '#server/features/osm-imports/commands.ts';
import { listInForce, listOsmImports } from '#server/features/osm-imports/queries.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { copyDatabase, type Copy } from '#tests/support/database/test-database.ts';
import { madeExtract } from '#tests/support/files/made-extract.ts';
import { startScript } from '#tests/support/processes/child-process.ts';

const IN_THE_CITY = { lon: 105.82, lat: 21 };
const OLDER = madeExtract(9_000, { corner: IN_THE_CITY });
const NEWER = madeExtract(12_000, { corner: IN_THE_CITY });
/** Parts, and how many rows of each are written when it is killed. */
const KILLS = [
  ['roads', '2000'],
  ['ground', '0'],
] as const;

let copy: Copy;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-killed-import-'));
  copy = await copyDatabase();
  await withDatabase((database) => installReferenceData(database, systemClock));
  await writeFile(join(folder, 'newer.osm.pbf'), NEWER);
});
afterAll(async () => {
  await copy.remove();
  await rm(folder, { recursive: true, force: true });
});

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ ...copy, maxConnections: 4 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function bring(bytes: Uint8Array) {
  const watcher = { report: () => Promise.resolve(), signal: new AbortController().signal };
  const described = { source: 'thử', sourceDate: null, licence: null, parts: null };
  return withDatabase((database) =>
    importOsm(
      { database, clock: systemClock, points: { reload: () => Promise.resolve() } },
      null,
      { ...described, bytes, fileName: 'tp.osm.pbf' },
      watcher,
    ),
  );
}

/** Imports, the versions in force, and how many rows every version has, in force or not. */
function holds() {
  return withDatabase((database) =>
    asSystem(database, async (sql) => ({
      imports: await listOsmImports(sql),
      inForce: await listInForce(sql),
      rows: await sql`
        select 'roads' as part, network_id as id, count(*) as rows from road_edge group by 2
        union all
        select 'gazetteer', gazetteer_id, count(*) from gazetteer_entry group by 2
        union all
        select 'ground', ground_id, count(*) from ground_tile group by 2
        order by 1, 2`,
    })),
  );
}

it('leaves all of the file before when it is killed in the middle, and can be started again', async () => {
  await bring(OLDER);
  const before = await holds();
  expect(before.inForce.map(({ part }) => part)).toEqual(['gazetteer', 'ground', 'roads']);
  const file = join(folder, 'newer.osm.pbf');
  const where = [copy.dataDirectory, copy.databaseUrl ?? ''];
  for (const at of KILLS) {
    const killed = startScript('import-until-killed', file, ...at, ...where);
    expect(await killed.nextLine()).toBe('in the middle');
    await killed.killNine();
    expect(await holds()).toEqual(before);
  }

  const brought = await bring(NEWER);
  const after = await holds();
  expect(after.imports.map(({ id }) => id)).toEqual([brought.id, before.imports[0]?.id]);
  expect(new Set(after.inForce.map(({ fileHash }) => fileHash))).toEqual(
    new Set([brought.fileHash]),
  );
  expect(after.inForce.map(({ part }) => part)).toEqual(['gazetteer', 'ground', 'roads']);
}, 180_000);
