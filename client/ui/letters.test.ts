import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

const CLIENT = join(import.meta.dirname, '..');
/** In units that grow with the size of letters that the reader chose in the browser; 14 pixels where they chose none. */
const LEAST = 0.875;

/** Sheets that may draw smaller letters, each with its reason. */
const EXCEPTED = [
  // The three sizes that grow on a phone are named here.
  'ui/base.css',
  // Source and scale of the map: a legal line that must not cover it.
  'map/map-canvas.css',
  // Names on a drawing that is made for paper.
  'map/paper/paper-map.module.css',
];
/** Sizes of letters and heights of their lines in pixels, in sheets, styles and the properties of Mantine. */
const IN_PIXELS = /(font(-size)?|line-height|fontSize|lineHeight|fz|lh)(:|=)[^;,\n}>]*\dpx/g;

const FILES = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' });

it('letters smaller than running text take a size that grows on a phone, but on paper', () => {
  const sheets = FILES.filter((name) => name.endsWith('.css') && !EXCEPTED.includes(name));
  expect(sheets.length).toBeGreaterThan(50);
  const small = sheets.flatMap((name) =>
    sizesIn(readFileSync(join(CLIENT, name), 'utf8'))
      .filter((size) => size < LEAST)
      .map((size) => `${name}: ${size}rem`),
  );
  expect(small).toEqual([]);
});

it('letters and their lines grow with the size that the reader chose in the browser', () => {
  const fixed = FILES.filter((name) => /(?<!\.test)\.(css|tsx?)$/.test(name)).flatMap((name) =>
    [...readFileSync(join(CLIENT, name), 'utf8').matchAll(IN_PIXELS)].map(
      ([found]) => `${name}: ${found}`,
    ),
  );
  expect(fixed).toEqual([]);
});

it('the sizes of a sheet are those of the screen and not of paper', () => {
  const sheet =
    '.a {\n  font-size: 0.75rem;\n}\n@media print {\n  .a {\n    font-size: 0.5rem;\n  }\n}\n';
  expect(sizesIn(sheet)).toEqual([0.75]);
});

/** Sizes of letters that a style sheet names, outside what is for paper alone. */
function sizesIn(sheet: string): number[] {
  const onScreen = sheet.replaceAll(/^@media print \{\n[\s\S]*?^\}/gm, '');
  return [...onScreen.matchAll(/font-size: ([\d.]+)rem/g)].map(([, size]) => Number(size));
}
