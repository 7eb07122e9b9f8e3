import { join } from 'node:path';

import { SECRET_FILE } from '#server/authentication/secret.ts';
import type { Config } from '#server/config.ts';

/** Folders that a backup keeps beside the database, by their names in the backup. */
export function keptFolders(
  config: Pick<Config, 'dataDirectory' | 'attachmentsDirectory'>,
): Record<string, string> {
  return {
    attachments: config.attachmentsDirectory,
    // Without it the second factors of all accounts would be unreadable.
    secret: join(config.dataDirectory, SECRET_FILE),
  };
}
