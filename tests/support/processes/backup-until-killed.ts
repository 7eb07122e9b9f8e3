// Opens the named database and begins a backup of it, whose last file is a pipe that nobody writes to: it waits there
// until it is killed.
import { openDatabase } from '#server/db/client.ts';
import { takeBackup } from '#server/features/backups/take-commands.ts';

import { TEST_NOW } from '#tests/support/test-constants.ts';

const [file = '', pipe = '', dataDirectory = '', databaseUrl = ''] = process.argv.slice(2);
const database = await openDatabase({
  databaseUrl: databaseUrl === '' ? null : databaseUrl,
  dataDirectory,
});
await takeBackup(database, { file, takenAt: TEST_NOW, folders: { pipe } });
