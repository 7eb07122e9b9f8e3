import { join } from 'node:path';

import type { Config } from '#server/config.ts';
import { SECRET_FILE } from '#server/features/accounts/secret.ts';

/** What a backup keeps beside the database, by its name in the backup. */
export function keptFolders(
  config: Pick<Config, 'dataDirectory' | 'attachmentsDirectory'>,
): Record<string, string> {
  return {
    attachments: config.attachmentsDirectory,
    // Without it the second factors of all accounts would be unreadable.
    secret: join(config.dataDirectory, SECRET_FILE),
  };
}
