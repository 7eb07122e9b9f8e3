import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { isTooYoung, newVersions } from './support/packages/package-age.ts';

type Entry = {
  version: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  hasInstallScript?: boolean;
};
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>;
};
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Licences under which a package may be used; the fonts have one of their own. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'EDL-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
]);
/** Packages under another licence, each with the reason why it may be used. */
const EXCEPTIONS: readonly { name: RegExp; reason: string }[] = [
  { name: /^@img\/sharp/, reason: 'LGPL: a library of its own file, used as it is' },
  { name: /^libheif-js$/, reason: 'LGPL: a library of its own file, used as it is' },
  { name: /^lightningcss/, reason: 'MPL: a tool of the build, unchanged and not handed out' },
  { name: /^axe-core$/, reason: 'MPL: a tool of the tests' },
  { name: /jsonlint-lines-primitives$/, reason: 'MIT, says its file; its package does not' },
  { name: /^arc$/, reason: 'BSD, says its file; its package does not' },
  { name: /^splaytree-ts$/, reason: 'BSD-3-Clause, misspelled in its package' },
];

const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');
/** One licence of a choice is enough; of several together each must be allowed. */
const isAllowed = (licence: string) =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => LICENCES.has(one)));

describe('the packages', () => {
  it('are pinned by the hash of their content, and come from no address of their own', () => {
    expect(entries.length).toBeGreaterThan(300);
    const loose = entries.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true);
    expect(loose.map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('are asked for by exact version, from a registry over https', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const asked = Object.entries({ ...dependencies, ...devDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    const settings = readFileSync('.npmrc', 'utf8').split('\n');
    const registries = settings.filter((line) => /registry\s*=/.test(line));
    expect(registries.filter((line) => !/=\s*https:/.test(line))).toEqual([]);
    expect(settings.filter((line) => /strict-ssl\s*=\s*false/.test(line))).toEqual([]);
  });

  it('that are new are at least seven days old, as far as their registry says', () => {
    const lockOf = (packages: Record<string, string>) => ({
      packages: Object.fromEntries(
        Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }]),
      ),
    });
    const before = lockOf({ hono: '4.0.0', zod: '4.0.0' });
    const now = lockOf({ hono: '4.0.1', zod: '4.0.0', 'a/node_modules/hono': '5.0.0' });
    expect(newVersions(before, now)).toEqual([
      { name: 'hono', version: '4.0.1' },
      { name: 'hono', version: '5.0.0' },
    ]);
    const on = Date.parse('2026-11-20T00:00:00Z');
    expect(isTooYoung('2026-11-13T00:00:01Z', on)).toBe(true);
    expect(isTooYoung('2026-11-13T00:00:00Z', on)).toBe(false);
    expect(isTooYoung(undefined, on)).toBe(true);
  });

  it('have licences that allow a city to use them', () => {
    const others = entries.filter(([, { license = '' }]) => !isAllowed(license));
    const unknown = others
      .map(([path]) => nameOf(path))
      .filter((name) => !EXCEPTIONS.some((exception) => exception.name.test(name)));
    expect(unknown).toEqual([]);
    // An exception that no package needs is taken away.
    const unused = EXCEPTIONS.filter(
      ({ name }) => !others.some(([path]) => name.test(nameOf(path))),
    );
    expect(unused).toEqual([]);
  });

  it('run no scripts when they are installed', () => {
    expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true');
  });
});
