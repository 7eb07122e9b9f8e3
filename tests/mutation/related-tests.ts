import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { sourceFiles } from './rooms.ts';

const IMPORTED = /(?:from|import)\s*\(?\s*'(#[a-z]+\/|\.{1,2}\/)([^']+\.tsx?)'/g;

/** Finds the unit tests that import a file, directly or not, the nearest first. */
export function findRelatedTests(): (file: string) => string[] {
  const importers = new Map<string, string[]>();
  for (const file of sourceFiles()) {
    for (const imported of importsOf(file)) {
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
    }
  }
  return (file) => {
    const distances = new Map([[file, 0]]);
    for (const [reached, distance] of distances) {
      for (const importer of importers.get(reached) ?? []) {
        if (!distances.has(importer)) distances.set(importer, distance + 1);
      }
    }
    return [...distances.keys()].filter(isUnitTest);
  };
}

function importsOf(file: string): string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(IMPORTED), ([, root = '', path = '']) =>
    root.startsWith('#') ? root.slice(1) + path : normalize(join(dirname(file), root, path)),
  );
}

function isUnitTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) && !/^tests\/.*\//.test(file);
}
