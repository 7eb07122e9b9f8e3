import { appendFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Anchor, anchorLines, anchorNote, anchorOfNote, anchorsIn } from './anchor-rules.ts';

/** Name in the data folder of the file with a line for each day and each backup. */
export const NOTES_FILE = 'audit-hashes';
const ENDING = '.anchor';

/** An anchor as it stands in a file; `anchor` is null where the line cannot be read, or the file holds none. */
export type KeptAnchor = { file: string; line: number; note: string; anchor: Anchor | null };

/** Appends an anchor to the notes of the data folder. */
export async function appendNote(dataDirectory: string, anchor: Anchor): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const line = `${anchorNote(anchor)}\n`;
  await appendFile(join(dataDirectory, NOTES_FILE), line, { mode: 0o600, flush: true });
}

/**
 * Writes an anchor as a new file of a folder outside. Only new files are made, so that the folder may lie where files
 * can be added and never changed. Throws where the folder is missing: a disk that is not mounted must be noticed.
 */
export async function writeAnchor(folder: string, anchor: Anchor): Promise<void> {
  const name = `${anchor.at.replaceAll(/[:.]/g, '-')}-${anchor.entries}${ENDING}`;
  try {
    await writeFile(join(folder, name), anchorLines(anchor), { flag: 'wx', flush: true });
  } catch (error) {
    // A job that ran twice at the same instant finds its own file.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Tells if the folder outside has an anchor of as many lines. Throws where the folder is missing. */
export async function hasAnchorOf(folder: string, { entries }: Anchor): Promise<boolean> {
  return (await readdir(folder)).some((name) => name.endsWith(`-${entries}${ENDING}`));
}

/** Reads the notes of the data folder; none where there is no such file. */
export async function readNotes(dataDirectory: string): Promise<KeptAnchor[]> {
  const file = join(dataDirectory, NOTES_FILE);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((note, index) => ({ file, line: index + 1, note, anchor: anchorOfNote(note) }));
}

/**
 * Reads the anchors of a folder (its files that end with `.anchor`, by name and thus by time) or of one file, such as
 * a saved mail. Throws where it does not exist.
 */
export async function readAnchors(path: string): Promise<KeptAnchor[]> {
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? (await readdir(path)).filter((name) => name.endsWith(ENDING)) : [];
  const files = isFolder ? names.toSorted().map((name) => join(path, name)) : [path];
  const kept: KeptAnchor[] = [];
  for (const file of files) kept.push(...anchorsOf(file, await readFile(file, 'utf8')));
  return kept;
}

function anchorsOf(file: string, text: string): KeptAnchor[] {
  const found = anchorsIn(text);
  if (found.length === 0) return [{ file, line: 1, note: '', anchor: null }];
  return found.map((anchor, index) => ({
    file,
    line: index + 1,
    note: anchorNote(anchor),
    anchor,
  }));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
