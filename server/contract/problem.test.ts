import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { PROBLEMS } from './features/all.ts';
import type { ProblemDeclaration } from './features/declaration.ts';

const declared = Object.entries<ProblemDeclaration>(PROBLEMS);
const twice = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

describe('the problems', () => {
  it('are declared once each, and all of them are collected', () => {
    const room = join(import.meta.dirname, 'features');
    const codes = readdirSync(room).flatMap((file) =>
      [...readFileSync(join(room, file), 'utf8').matchAll(/^ {4}'([a-z_.]+)': \{$/gm)].map(
        ([, code = '']) => code,
      ),
    );
    expect(twice(codes)).toEqual([]);
    expect(codes.toSorted()).toEqual(declared.map(([code]) => code).toSorted());
  });

  it('give each constraint of the database one meaning', () => {
    expect(twice(declared.flatMap(([, { constraints = [] }]) => constraints))).toEqual([]);
  });

  it('say in both languages what happened, in composed letters', () => {
    const odd = declared.filter(
      ([, { vi, en }]) => vi.trim() === '' || en.trim() === '' || vi !== vi.normalize('NFC'),
    );
    expect(odd).toEqual([]);
  });
});
