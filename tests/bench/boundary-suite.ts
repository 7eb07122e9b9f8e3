import { readFileSync } from 'node:fs';

import { systemClock } from '#server/clock.ts';
import type { Database } from '#server/db/client.ts';
import { importBoundaries } from '#server/features/boundaries/commands.ts';
import { importOf } from '#tests/support/files/boundary-file.ts';
import { realData, realDataMissing, WHERE_REAL_DATA_IS } from '#tests/support/files/real-data.ts';

import type { BenchCity, BenchHost, Spot } from './bench-city.ts';
import { importTable } from './import-suite.ts';
import { timeRows } from './time-rows.ts';
import type { Row } from './row.ts';

/** A boundary file put in force in a register that the planner knows: read, written, every point's communes derived. */
export async function benchBoundaries({ database, points }: BenchCity): Promise<Row[]> {
  if (realDataMissing) throw new Error(WHERE_REAL_DATA_IS);
  await database.sql.begin((sql) => sql`analyze`);
  const at = {
    suite: 'boundaries',
    subject: 'boundary file',
    case: `${points} analysed points`,
  };
  return timeRows(at, database, () => importFile(database));
}

/** A fresh database, of which the planner knows nothing: a boundary file, and a table of points right after it. */
export async function benchFreshImport(host: BenchHost): Promise<Row[]> {
  if (realDataMissing) throw new Error(WHERE_REAL_DATA_IS);
  const { database } = await host.openFresh();
  try {
    const at = { suite: 'fresh', subject: 'boundary file', case: 'fresh database' };
    const centres = await database.sql.begin(
      (sql) => sql<Spot[]>`
        select st_x(centre) as longitude, st_y(centre) as latitude from commune order by code`,
    );
    return [
      ...(await timeRows(at, database, () => importFile(database))),
      ...(await importTable(database, centres, 'fresh')),
    ];
  } finally {
    await database.close();
  }
}

async function importFile(database: Database): Promise<void> {
  const bytes = readFileSync(realData('hanoi_communes_2025_osm.geojson'));
  const points = { reload: () => Promise.resolve() };
  await importBoundaries({ database, clock: systemClock, points }, null, importOf(bytes));
}
