import { readFileSync } from 'node:fs';

/** The columns of one of the tables beside this file, by name. */
export function readTable(name: 'auckland.csv' | 'getisord.csv'): Record<string, number[]> {
  const [heading = '', ...lines] = readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return Object.fromEntries(
    heading
      .split(',')
      .map((column, i) => [column, lines.map((line) => Number(line.split(',')[i]))]),
  );
}
