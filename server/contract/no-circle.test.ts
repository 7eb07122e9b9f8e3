import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOM = import.meta.dirname;
const IMPORT = /^(?:import|export)\s[^'"]*?from '(\.[^']+)'/gm;

/** Files of the contract, each with those that it imports, types too. */
function importsByFile(): Map<string, readonly string[]> {
  const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(ROOM, file), 'utf8');
      return [file, [...text.matchAll(IMPORT)].map(([, to = '']) => join(dirname(file), to))];
    }),
  );
}

it('no file of the contract imports another in a circle', () => {
  const left = importsByFile();
  expect(left.get('problem.ts')).toContain('features/all.ts');
  // Takes away the files whose imports are all gone; a circle stays.
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [file, imports] of left) {
      if (!imports.some((one) => left.has(one))) left.delete(file);
    }
  }
  expect([...left.keys()]).toEqual([]);
});
