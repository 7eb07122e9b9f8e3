import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import * as z from 'zod';

import { problemText } from '#server/contract/problem-text.ts';
import { AppError } from '#server/contract/problem.ts';

/** Options of every import of a file by a command. */
export const IMPORT_OPTIONS = {
  source: { type: 'string' },
  'source-date': { type: 'string' },
  licence: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

type Parsed = {
  values: Partial<Record<'source' | 'source-date' | 'licence', string>>;
  positionals: readonly string[];
};

/** Reads the one file that is named and what is said of it; prints the usage and gives null where that is not right. */
export function readImportArguments<Given>(
  { values, positionals: [path, ...more] }: Parsed,
  { form, usage, ...others }: { form: z.ZodType<Given>; usage: string; [field: string]: unknown },
): { path: string; given: Given } | null {
  const { source, 'source-date': sourceDate, licence } = values;
  const given = form.safeParse({ source, sourceDate, licence, ...others });
  if (path !== undefined && more.length === 0 && given.success) return { path, given: given.data };
  console.error(usage);
  if (!given.success) console.error(z.prettifyError(given.error));
  return null;
}

export async function readNamedFile(path: string) {
  const bytes = new Uint8Array(await readFile(path));
  return { bytes, fileName: basename(path).normalize('NFC') };
}

/** Runs a command; prints the sentence of a problem that it meets. */
export async function sayProblems(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(problemText(error.code, 'en', error.parameters));
    return 1;
  }
}
