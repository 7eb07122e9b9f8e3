import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Starts the client, and stands in no room. */
const MAIN = 'client/main.tsx';

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'client'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && existsSync(file));

/** Imports from one file of the client into another, also those that wait until a screen is opened. */
const imports = files.flatMap((from) =>
  [
    ...readFileSync(from, 'utf8').matchAll(
      /(?:\bfrom\s+|^import\s+|\bimport\(\s*)'(#client\/|\.\/)([^']+)'/gm,
    ),
  ].map(([, base, path = '']) => ({
    from,
    to: base === './' ? join(dirname(from), path) : `client/${path}`,
  })),
);

/** The rooms as their guide draws them, row by row. */
const rows: string[][] = readFileSync('client/README.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => (line.split('|')[1] ?? '').match(/[a-z-0-9]+(?=\/)/g) ?? []);

const roomOf = (file: string) => file.split('/')[1] ?? '';
const heightOf = (file: string) => rows.findIndex((row) => row.includes(roomOf(file)));
const featureOf = (file: string) => /^client\/features\/[^/]+\//.exec(file)?.[0] ?? null;
const shown = ({ from, to }: { from: string; to: string }) => `${from} → ${to}`;

describe('rooms of the client', () => {
  it('all stand in the table of their guide', () => {
    const rooms = [...new Set(files.filter((file) => file !== MAIN).map(roomOf))];
    expect(rooms.toSorted()).toEqual(rows.flat().toSorted());
  });

  it('import those of their own row and of the rows below', () => {
    const upward = imports.filter(({ from, to }) => from !== MAIN && heightOf(to) < heightOf(from));
    expect(upward.map(shown)).toEqual([]);
  });

  it('are features that import no other feature', () => {
    const across = imports.filter(
      ({ from, to }) =>
        featureOf(from) !== null && featureOf(to) !== null && featureOf(from) !== featureOf(to),
    );
    expect(across.map(shown)).toEqual([]);
  });
});
