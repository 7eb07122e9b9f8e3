import { expect, it } from 'vitest';

import { readDate } from './read-date.ts';

it.each([
  ['18264', '1950-01-01'],
  ['45474', '2024-07-01'],
  ['45474.75', '2024-07-01'],
  ['73050', '2099-12-31'],
])('%s is a day of a spreadsheet', (text, day) => {
  expect(readDate(text)).toBe(day);
});

it.each(['18263', '73051', '10114'])('%s is a number and no day', (text) => {
  expect(readDate(text)).toBeNull();
});
