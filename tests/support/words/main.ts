import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { filesWith, rowsOf, tableOf } from './words-table.ts';

/** Prints all sentences as a table, or takes the table of a file back into the code: `npm run -s words -- FILE.csv`. */
const files = new Map(
  ['client/i18n/words', 'server/contract/features'].flatMap((room) =>
    readdirSync(room).map((name) => {
      const file = `${room}/${name}`;
      return [file, readFileSync(file, 'utf8')] as const;
    }),
  ),
);
const [, , given] = process.argv;
if (given === undefined) process.stdout.write(tableOf(rowsOf(files)));
else {
  const changed = filesWith(readFileSync(given, 'utf8'), files);
  for (const [file, code] of changed) writeFileSync(file, code);
  console.log(`${changed.size} files changed; now run npm run format and npm test.`);
}
