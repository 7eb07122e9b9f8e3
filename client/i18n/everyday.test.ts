import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

import { catalogue } from './catalogue.ts';
import { everyday } from './everyday.ts';

const ROOT = join(import.meta.dirname, '../..');
const IMPORTED = /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?'([#.][^']+\.tsx?)'/gm;
const BY_NAME = /\b(?:text|words|useText\(\))\.(\w+)/g;
const UNPACKED = /\{([^{}]*)\}\s*=\s*(?:useText\(\)|text\b)/g;

/** Files that are there when the work list is drawn: the frame, the list, and what stands beside them. */
const FIRST_SCREEN = [
  'client/app/signed-in.tsx',
  'client/app/hints/hint-guide.tsx',
  'client/app/map/recurrence-counter.tsx',
  'client/app/worklist/worklist-screen.tsx',
  'client/features/notices/notice-bell.tsx',
  'client/features/worklist/worklist-badge.tsx',
];

function filesOfTheFirstScreen(): string[] {
  const files = new Set(FIRST_SCREEN);
  for (const file of files) {
    for (const [, path = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORTED)) {
      const to = path.startsWith('#') ? path.slice(1) : join(dirname(file), path);
      if (existsSync(join(ROOT, to))) files.add(to);
    }
  }
  return [...files].filter(
    (file) => file.startsWith('client/') && !file.startsWith('client/i18n/'),
  );
}

/** Names of the parts of the catalogue that a file takes words from. */
function partsIn(code: string): string[] {
  const unpacked = [...code.matchAll(UNPACKED)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.split(':')[0]?.trim() ?? ''),
  );
  return [...[...code.matchAll(BY_NAME)].map(([, name = '']) => name), ...unpacked];
}

it('the first screen takes its words from those that are loaded with it', () => {
  const taken = filesOfTheFirstScreen().flatMap((file) =>
    partsIn(readFileSync(join(ROOT, file), 'utf8')).map((part) => ({ file, part })),
  );
  expect(taken.map(({ part }) => part)).toEqual(expect.arrayContaining(['worklist', 'outbox']));
  expect(taken.filter(({ part }) => part in catalogue)).toEqual([]);
});

it('no part of the words is in both catalogues', () => {
  expect(Object.keys(everyday).filter((part) => part in catalogue)).toEqual([]);
});
