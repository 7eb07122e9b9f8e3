import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** All files of the repository, tracked or about to be. */
export const FILES: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

/** The text of every file of TypeScript by its path. */
export const TEXTS: ReadonlyMap<string, string> = new Map(
  FILES.filter((file) => /\.tsx?$/.test(file)).map((file) => [file, readFileSync(file, 'utf8')]),
);

export type Import = { from: string; to: string; typeOnly: boolean };

/** Every static import, with paths from the root of the repository. */
export const IMPORTS: readonly Import[] = [...TEXTS].flatMap(([from, text]) => {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  );
  return [...statements].map(([, typeOnly, specifier = '']) => ({
    from,
    to: resolved(from, specifier),
    typeOnly: typeOnly !== undefined,
  }));
});

/** Gives the path from the root of the repository to what a file imports. */
export function resolved(from: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? join(dirname(from), specifier) : specifier;
}

export const isTest = (file: string) => file.startsWith('tests/') || /\.test\.tsx?$/.test(file);

export const within = (room: string) => (file: string) => file.startsWith(`${room}/`);
