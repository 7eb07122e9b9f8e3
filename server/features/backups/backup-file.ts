import * as z from 'zod';

/**
 * A backup is a gzipped file of lines, each one JSON: first what it is, then every table's name followed by
 * its rows, the sequences, the files, and at last how much there was: a file that was cut off lacks it.
 */
export const BACKUP_FORMAT = 'dia-ban backup 1';

export const BackupHead = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.strictObject({ number: z.int(), name: z.string(), checksum: z.string() })),
});
export type BackupHead = z.infer<typeof BackupHead>;

/** Every line after the first. Rows are the only arrays: values as PostgreSQL writes them, or null. */
export const BackupLine = z.union([
  z.array(z.string().nullable()),
  z.strictObject({ table: z.string() }),
  z.strictObject({ sequence: z.string(), lastValue: z.int(), isCalled: z.boolean() }),
  z.strictObject({ file: z.string(), content: z.base64() }),
  z.strictObject({ rows: z.int(), files: z.int() }),
]);
export type BackupLine = z.infer<typeof BackupLine>;
