import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

const CLIENT = join(import.meta.dirname, '..');
const LEAST_PIXELS = 14;

/** Sheets that may draw smaller letters, each with its reason. */
const EXCEPTED = [
  // The three sizes that grow on a phone are named here.
  'ui/base.css',
  // Source and scale of the map: a legal line that must not cover it.
  'map/map-canvas.css',
  // Names on a drawing that is made for paper.
  'map/paper/paper-map.module.css',
];

it('letters below 14 pixels take a size that grows on a phone, but on paper', () => {
  const sheets = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .filter((name) => !EXCEPTED.includes(name));
  expect(sheets.length).toBeGreaterThan(50);
  const small = sheets.flatMap((name) =>
    sizesIn(readFileSync(join(CLIENT, name), 'utf8'))
      .filter((pixels) => pixels < LEAST_PIXELS)
      .map((pixels) => `${name}: ${pixels}px`),
  );
  expect(small).toEqual([]);
});

it('the sizes of a sheet are those of the screen and not of paper', () => {
  const sheet =
    '.a {\n  font-size: 12px;\n}\n@media print {\n  .a {\n    font-size: 9px;\n  }\n}\n';
  expect(sizesIn(sheet)).toEqual([12]);
});

/** Sizes of letters that a style sheet names in pixels, outside what is for paper alone. */
function sizesIn(sheet: string): number[] {
  const onScreen = sheet.replaceAll(/^@media print \{\n[\s\S]*?^\}/gm, '');
  return [...onScreen.matchAll(/font-size: ([\d.]+)px/g)].map(([, pixels]) => Number(pixels));
}
