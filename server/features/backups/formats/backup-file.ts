import * as z from 'zod';

/**
 * The format of a backup: a gzipped file of lines, each one JSON. First its format, then every table's name followed by
 * its rows, the sequences, the files, and last the numbers of them with the hash of everything before. A file that was
 * cut off lacks the last line, and in a changed file the hash is wrong.
 */
export const BACKUP_FORMAT = 'dia-ban backup 2';
/** The format of earlier programs, without the hash. */
const FORMAT_WITHOUT_HASH = 'dia-ban backup 1';

export const BackupHead = z.strictObject({
  format: z.enum([BACKUP_FORMAT, FORMAT_WITHOUT_HASH]),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.strictObject({ number: z.int(), name: z.string(), checksum: z.string() })),
});
export type BackupHead = z.infer<typeof BackupHead>;

const BackupEnd = z.strictObject({
  rows: z.int(),
  files: z.int(),
  /** SHA-256 of everything before this line, in hexadecimal digits. */
  sha256: z.hash('sha256').optional(),
});
export type BackupEnd = z.infer<typeof BackupEnd>;

/** Every line after the first. Rows are the only arrays: values as PostgreSQL writes them, or null. */
export const BackupLine = z.union([
  z.array(z.string().nullable()),
  z.strictObject({ table: z.string() }),
  z.strictObject({ sequence: z.string(), lastValue: z.int(), isCalled: z.boolean() }),
  z.strictObject({ file: z.string(), content: z.base64() }),
  BackupEnd,
]);
export type BackupLine = z.infer<typeof BackupLine>;
