import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const CLIENT = join(import.meta.dirname, '..');
const MANTINE = join(CLIENT, '../node_modules/@mantine');
const CORE = join(MANTINE, 'core/esm');
const NAMES = /import (?!type\b)\{([^}]*)\} from ["']@mantine\/core["']/g;

const read = (path: string) => readFileSync(path, 'utf8');
const filesOf = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file));

/** Modules of Mantine by the names that they export. */
const homes = new Map(
  [...read(join(CORE, 'index.mjs')).matchAll(/\{([^}]*)\} from "(\.[^"]+)"/g)].flatMap(
    ([, names = '', path = '']) => names.split(',').map((name) => [name.trim(), path] as const),
  ),
);

function namesIn(files: readonly string[]): string[] {
  const texts = files.map((file) => [...read(file).matchAll(NAMES)].map(([, names = '']) => names));
  return texts.flat().flatMap((names) => names.split(',').map((name) => name.trim()));
}

/** Styles of some components of Mantine and of everything that these are made of. */
function stylesOf(names: readonly string[]): string[] {
  const reached = new Set(
    names.flatMap((name) => homes.get(name) ?? []).map((at) => join(CORE, at)),
  );
  for (const file of reached) {
    for (const [, path = ''] of read(file).matchAll(/from "(\.[^"]+)"/g)) {
      const to = join(dirname(file), path);
      if (existsSync(to)) reached.add(to);
    }
  }
  const styles = [...reached].flatMap((file) => /([^/]+)\.module\.mjs$/.exec(file)?.[1] ?? []);
  return styles.filter((name) => existsSync(join(MANTINE, `core/styles/${name}.css`)));
}

const loadedBy = (file: string) =>
  [...read(join(CLIENT, 'ui', file)).matchAll(/core\/styles\/(\S+)\.css/g)].map(([, name]) => name);
const loaded = loadedBy('styles.ts');

it('every component of Mantine that a screen uses has its styles', () => {
  const used = [
    ...filesOf(CLIENT, /(?<!\.test)\.tsx?$/),
    ...filesOf(join(MANTINE, 'dates/esm'), /\.mjs$/),
    ...filesOf(join(MANTINE, 'notifications/esm'), /\.mjs$/),
  ];
  const styles = new Set(stylesOf(namesIn(used)));
  expect(styles.size).toBeGreaterThan(30);
  expect([...styles].filter((name) => !loaded.includes(name))).toEqual([]);
});

it('at most twelve classes are shared by all screens', () => {
  const names = [...read(join(CLIENT, 'ui/shared.module.css')).matchAll(/^\.(\w+) \{/gm)];
  expect(names.length).toBeGreaterThan(5);
  expect(names.length).toBeLessThanOrEqual(12);
});
