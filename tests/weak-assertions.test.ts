import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { sourceFiles } from './mutation/rooms.ts';
import { weakAssertions } from './support/sources/weak-assertions.ts';

const PAUSE = `import { setTimeout as pause } from 'node:timers/promises';`;
const whysOf = (source: string) => weakAssertions('a.test.ts', source).map(({ why }) => why);

describe('an assertion that cannot fail', () => {
  it('stands in no test', () => {
    const files = sourceFiles().filter((file) => /\.(test|spec)\.tsx?$/.test(file));
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((file) =>
      weakAssertions(file, readFileSync(file, 'utf8')).map(
        ({ line, why }) => `${file}:${line} ${why}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['pattern', `expect(link).toMatchObject({ href: /^http/ });`],
    ['pattern', `expect(links).toEqual([{ rel: /./ }]);`],
    ['loop', `it('x', () => { for (const one of listed()) expect(one).toBe(1); });`],
    ['pause', `${PAUSE} await pause(3_000);`],
    ['swallows', `new Proxy(known, { get: (it, name) => it[name] ?? (() => undefined) });`],
  ])('is found: a %s in %s', (why, source) => {
    expect(whysOf(source)).toEqual([why]);
  });

  it.each([
    `expect(link).toMatchObject({ href: expect.stringMatching(/^http/) });`,
    `expect(text).toMatch(/^http/);`,
    `it('x', () => { for (const one of some(listed())) expect(one).toBe(1); });`,
    `it('x', () => { for (const one of ['a', 'b']) expect(one).toBe(1); });`,
    `const list = ['a']; it('x', () => { for (const one of list) expect(one).toBe(1); });`,
    `it('x', () => { expect(all).toHaveLength(2); for (const one of all) expect(one).toBe(1); });`,
    `it('x', () => fc.assert(fc.property(list, (all) => { for (const one of all) expect(one); })));`,
    `${PAUSE} await pause(20);`,
  ])('is not %s', (source) => {
    expect(whysOf(source)).toEqual([]);
  });
});
