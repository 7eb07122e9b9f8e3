// Brings an OSM file into the named database and stays where it has written so many rows of the named part, until it
// is killed.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { systemClock } from '#server/clock.ts';
import { openDatabase } from '#server/db/client.ts';
import { importOsm } from '#server/features/osm-imports/commands.ts';

const [file = '', part = '', written = '', dataDirectory = '', databaseUrl = ''] =
  process.argv.slice(2);
// Without it the process would end of itself: nothing else waits while the embedded database rests.
process.stdin.resume();
const database = await openDatabase({
  databaseUrl: databaseUrl === '' ? null : databaseUrl,
  dataDirectory,
});
const bytes = new Uint8Array(await readFile(file));
const described = { source: 'thử', sourceDate: null, licence: null, parts: null };
await importOsm(
  { database, clock: systemClock, points: { reload: () => Promise.resolve() } },
  null,
  { ...described, bytes, fileName: basename(file) },
  {
    signal: new AbortController().signal,
    async report(progress) {
      if (progress.phase !== 'writing' || progress.part !== part) return;
      if (progress.done < Number(written)) return;
      console.log('in the middle');
      await new Promise(() => undefined);
    },
  },
);
console.log('the import has ended');
