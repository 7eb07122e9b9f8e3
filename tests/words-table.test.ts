import { expect, it } from 'vitest';

import { filesWith, rowsOf, tableOf } from '#tests/support/words/words-table.ts';

const FILE = 'client/i18n/words/dogs.ts';
const CODE = `export const dogs = {
  title: both('Chó', 'Dogs'),
  form: { count: both('{count} con chó, "hiền"', '{count} dogs, all calm') },
  one: both((p: { n: string }) => p.n, (p) => p.n),
};
export const DOG = { problems: { 'dog.lost': { status: 404, vi: 'Chó lạc.', en: 'Lost.' } } };
`;
const files = new Map([[FILE, CODE]]);
const table = tableOf(rowsOf(files));

it('gives every sentence once, by the names that lead to it', () => {
  expect(rowsOf(files).map(({ key, vi }) => [key, vi])).toEqual([
    ['dogs.title', 'Chó'],
    ['dogs.form.count', '{count} con chó, "hiền"'],
    ['DOG.problems.dog.lost', 'Chó lạc.'],
  ]);
});

it('changes nothing where the table comes back as it was given', () => {
  expect(filesWith(table, files)).toEqual(new Map());
});

it('writes a changed sentence where it stood, in composed letters', () => {
  const given = table
    .replace('Dogs', "Dogs' list")
    .replace('Chó lạc.', 'Chó bị lạc.'.normalize('NFD'));
  const code = filesWith(given, files).get(FILE);
  expect(code).toBe(
    CODE.replace("'Dogs'", String.raw`'Dogs\' list'`).replace('Chó lạc.', 'Chó bị lạc.'),
  );
});

it('refuses a table that loses a value or names what is not there, and writes nothing', () => {
  const given = table.replace('{count} dogs', 'Some dogs').replace('dogs.title', 'dogs.name');
  expect(() => filesWith(given, files)).toThrow(
    `${FILE} dogs.name: there is no such sentence\n${FILE} dogs.form.count (en): keep {count}`,
  );
});
