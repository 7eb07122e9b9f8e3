import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

const KEPT = 'server/db/postgres';
const PUBLISHED = 'node_modules/postgres/src';
const sources = readdirSync(KEPT).filter((file) => file.endsWith('.js'));

/** Lists the differences between a kept file and the published one, each as its added and removed lines. */
function hunksOf(file: string): string[] {
  const { stdout, status } = spawnSync(
    'git',
    ['diff', '--no-index', '--unified=0', join(PUBLISHED, file), join(KEPT, file)],
    { encoding: 'utf8' },
  );
  if (status === 0) return [];
  return stdout.split(/^@@.*$/m).slice(1);
}

describe('the kept source of the database driver', () => {
  it('holds the files of the published package and no other', () => {
    expect(sources).toEqual(readdirSync(PUBLISHED));
  });

  it.each(sources)('%s differs from the published one only where a change is marked', (file) => {
    expect(hunksOf(file).filter((hunk) => !/change \d/.test(hunk))).toEqual([]);
  });

  it('differs at all: else the package itself would do', () => {
    expect(sources.flatMap(hunksOf).length).toBeGreaterThan(10);
  });
});
