import * as z from 'zod';

import { OperatorWarning } from './operator-warning.ts';
import { IsoInstant } from './time.ts';

/** Outcome of a backup, or of its check by restoring; `error` is null when it succeeded. */
export const BackupNote = z
  .object({
    kind: z.enum(['backup', 'check']),
    at: IsoInstant,
    file: z.string(),
    rows: z.number().int().nullable(),
    files: z.number().int().nullable(),
    sha256: z.string().optional(),
    error: z.string().nullable(),
  })
  .meta({ id: 'BackupNote' });
export type BackupNote = z.infer<typeof BackupNote>;

/** Bytes of a table with its indexes. */
const TableSize = z.object({ table: z.string(), bytes: z.number().int() });

/** Requests to a route since this process started. */
const RouteTimes = z.object({
  method: z.string(),
  route: z.string(),
  count: z.number().int(),
  meanMilliseconds: z.number(),
  /** Requests that took longer than a second. */
  overOneSecond: z.number().int(),
});

/** The product as its operator sees it. It says nothing of points. */
export const OperationsState = z
  .object({
    version: z.string(),
    node: z.string(),
    startedAt: IsoInstant,
    database: z.object({
      kind: z.enum(['server', 'embedded']),
      version: z.string(),
      postgis: z.string(),
      bytes: z.number().int(),
      migrations: z.number().int(),
      lastMigration: z.string(),
      largest: z.array(TableSize),
    }),
    /** When the map last read what other processes had changed; null before the first load. */
    mapReadAt: IsoInstant.nullable(),
    jobs: z.object({
      waiting: z.number().int(),
      failed: z.number().int(),
      total: z.number().int(),
    }),
    backups: z.object({
      /** False when nightly backups are switched off. */
      nightly: z.boolean(),
      last: BackupNote.nullable(),
      lastCheck: BackupNote.nullable(),
    }),
    attachments: z.object({ files: z.number().int(), bytes: z.number().int() }),
    /** The disk of the data folder; null where the system does not tell. */
    disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
    memory: z.object({ residentBytes: z.number().int(), heapBytes: z.number().int() }),
    slowest: z.array(RouteTimes),
    warnings: z.array(OperatorWarning),
  })
  .meta({ id: 'OperationsState' });
export type OperationsState = z.infer<typeof OperationsState>;
