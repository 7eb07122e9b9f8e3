import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { some } from '#tests/support/some.ts';

import { inOneLanguage } from './one-language.ts';

const SOURCE = `export const words = {
  save: both('Lưu', 'Save'),
  days: both('{days} ngày', '{days} days'),
  times: both(
    (p: { count: string }) => \`\${p.count} lần\`,
    (p) => (p.count === '1' ? 'once' : \`\${p.count} times\`),
  ),
};`;

it('leaves one message of two, and everything around them', () => {
  expect(inOneLanguage(SOURCE, 'vi')).toBe(`export const words = {
  save: ('Lưu'),
  days: ((p) => \`\${p.days} ngày\`),
  times: ((p: { count: string }) => \`\${p.count} lần\`),
};`);
  expect(inOneLanguage(SOURCE, 'en')).toContain("save: ('Save')");
});

it('empties the other sentence of a declared problem', () => {
  const declared = `{ 'a.b': { status: 404, vi: 'Không có.', en: 'None.' } }`;
  expect(inOneLanguage(`export const P = ${declared}`, 'vi')).toBe(
    `export const P = { 'a.b': { status: 404, vi: 'Không có.', en: '' } }`,
  );
});

it('knows every message in the files of words', () => {
  const room = join(import.meta.dirname, 'words');
  for (const file of some(readdirSync(room))) {
    expect(inOneLanguage(readFileSync(join(room, file), 'utf8'), 'vi')).not.toMatch(/\bboth\(/);
  }
});
