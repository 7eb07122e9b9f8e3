import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { FILES } from './support/sources/source-imports.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
/** Shorter lines are alike everywhere. */
const SHORTEST = 30;
/** A file with fewer longer lines shares a third of them by chance. */
const FEWEST = 9;
const MOST_SHARED = 1 / 3;
/** Larger files of a package are bundles, made from the others; in bytes. */
const LARGEST = 400_000;

/** The longer lines of a text, each once. */
function longerLines(text: string): Set<string> {
  const lines = new Set<string>();
  for (const line of text.split('\n')) {
    const bare = line.length < SHORTEST ? '' : line.trim();
    if (bare.length >= SHORTEST) lines.add(bare);
  }
  return lines;
}

/** Reads bytes as letters: only equality counts, and it is quick. */
const textOf = (file: string) => readFileSync(file, 'latin1');

/** Folders of packages; what one brings along lies within its own. */
function packageFolders(modules: string): string[] {
  const folders = readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(modules, name));
  return folders.flatMap((folder) => (/\/@[^/]*$/.test(folder) ? packageFolders(folder) : folder));
}

/** Source files of a package: no declarations, which hold no code. */
function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesOf(path);
    if (!SOURCE.test(entry.name) || /\.d\.[cm]?ts$/.test(entry.name)) return [];
    return statSync(path).size <= LARGEST ? path : [];
  });
}

/** Tells for each file that is copied from a package, in part at least, which package that is. */
function copiesAmong(texts: ReadonlyMap<string, string>, folders: readonly string[]): string[] {
  const own = [...texts]
    .map(([file, text]) => ({ file, lines: longerLines(text) }))
    .filter(({ lines }) => lines.size >= FEWEST);
  const all = new Set(own.flatMap(({ lines }) => [...lines]));
  return folders.flatMap((folder) => {
    const shared = new Set<string>();
    for (const source of sourcesOf(folder)) {
      for (const line of textOf(source).split('\n')) {
        const bare = line.length < SHORTEST ? '' : line.trim();
        if (all.has(bare)) shared.add(bare);
      }
    }
    if (shared.size < FEWEST * MOST_SHARED) return [];
    return own
      .filter(({ lines }) => {
        const count = [...lines].filter((line) => shared.has(line)).length;
        return count >= lines.size * MOST_SHARED;
      })
      .map(({ file }) => `${file} is copied from ${folder}`);
  });
}

describe('the sources', () => {
  it(
    'are ours: no file shares a third of its longer lines with a package',
    { timeout: 120_000 },
    () => {
      const texts = new Map(
        FILES.filter((file) => SOURCE.test(file)).map((file) => [file, textOf(file)]),
      );
      expect(texts.size).toBeGreaterThan(1_000);
      expect(copiesAmong(texts, packageFolders('node_modules'))).toEqual([]);
    },
  );

  it('would be told of, where a file were one of a package with other lines between', () => {
    const copied = textOf('node_modules/postgres/src/query.js').replaceAll('\n', '\n// ours\n');
    const own = textOf('server/db/client.ts');
    const texts = new Map([
      ['copied.js', copied],
      ['own.ts', own],
    ]);
    expect(copiesAmong(texts, ['node_modules/postgres'])).toEqual([
      'copied.js is copied from node_modules/postgres',
    ]);
  });
});
