import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

import { systemClock } from '#server/clock.ts';
import type { GroundReport } from '#server/contract/ground.ts';
import { openDatabase, type Database } from '#server/db/client.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import { importGround } from '#server/features/ground/commands.ts';
import { makeGround } from '#server/ground/make-ground.ts';
import { WANTED_FOR_GROUND } from '#server/ground/read-shapes.ts';
import { readOsm } from '#server/methods/osm/read-osm.ts';

export type EnteredGround = {
  ways: number;
  readSeconds: number;
  makeSeconds: number;
  writeSeconds: number;
  /** The most memory that this process ever held. */
  megabytes: number;
  report: GroundReport;
};

/** Brings the ground of a file into force in a database, and tells what each step took. */
export async function enterGroundFile(
  database: Database,
  bytes: Uint8Array,
): Promise<EnteredGround> {
  const times = [performance.now()];
  const { format, data } = readOsm(bytes, WANTED_FOR_GROUND);
  times.push(performance.now());
  const made = makeGround(data);
  if (made === null) throw new Error('the file has no ground');
  times.push(performance.now());
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const given = { made, format, fileHash, fileName: 'bench', source: 'bench', sourceDate: null };
  await writeAsSystem(database, (sql) =>
    importGround(sql, systemClock, { ...given, licence: null, importedBy: null }),
  );
  times.push(performance.now());
  const seconds = (step: number) => ((times[step] ?? 0) - (times[step - 1] ?? 0)) / 1_000;
  return {
    ways: data.ways.length,
    readSeconds: seconds(1),
    makeSeconds: seconds(2),
    writeSeconds: seconds(3),
    megabytes: process.resourceUsage().maxRSS / 1_024,
    report: made.report,
  };
}

// Started by itself with the address of a database and a file, it prints what it found.
const [script = '', databaseUrl, file] = process.argv.slice(1);
if (resolve(script) === import.meta.filename && databaseUrl !== undefined && file !== undefined) {
  const database = await openDatabase({ databaseUrl, dataDirectory: tmpdir() });
  const entered = await enterGroundFile(database, readFileSync(file));
  await database.close();
  console.log(JSON.stringify(entered));
}
