import { join } from 'node:path';

/**
 * A backup of the first version that took backups: its reference data and what it could tell of the demonstration,
 * in sixteen migrations.
 */
export const OLDEST_BACKUP = join(import.meta.dirname, '../../golden/upgrades/0016.backup');
