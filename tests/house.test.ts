import { describe, expect, it } from 'vitest';

import { countHouse } from '#tests/support/house/count-house.ts';
import { risen, sharesOf } from '#tests/support/house/shares.ts';

const calls = (name: string, times: number) =>
  Array.from({ length: times }, (_, at) => `  ${name}(${at});`).join('\n');
const REPEATED = calls('step', 8);
const LONG = `export function long() {\n${calls('leap', 60)}\n}\n`;

const house = countHouse(
  new Map([
    [
      'server/app.ts',
      `import { listDogs } from '#server/features/dogs/queries.ts';
import type { Dog } from './contract/dogs.ts';
const late = () => import('#server/features/dogs/late.ts');
export const app: Dog[] = listDogs(late);
`,
    ],
    ['server/main.ts', `import { app } from './app.ts';\napp();\n${REPEATED}\n`],
    ['server/contract/dogs.ts', 'export type Dog = string;\nexport const DOGS = 3;\n'],
    [
      'server/features/dogs/queries.ts',
      `import { DOGS, type Dog } from '#server/contract/dogs.ts';
import { ONE } from './one.ts';
export const listDogs = (_: unknown): Dog[] => [ONE, String(DOGS)];
`,
    ],
    ['server/features/dogs/one.ts', "export const ONE = 'one';\n"],
    ['server/features/dogs/late.ts', 'export const LATE = 1;\n'],
    ['server/features/dogs/held.ts', 'export const HELD = 1;\n'],
    ['server/features/dogs/held.test.ts', "import { HELD } from './held.ts';\nHELD;\n"],
    [
      'client/kennel.tsx',
      `import * as held from '#server/features/dogs/held.ts';\nheld;\n\n${REPEATED.replaceAll('  ', '    ')}\n${LONG}`,
    ],
    ['client/kennel.module.css', '.kennel {\n  color: red;\n}\n'],
    ['server/db/driver/taken.ts', LONG],
    ['server/db/migrations/0001-dogs.sql', `create table dog ();\n${REPEATED}\n`],
    ['tests/api/dogs.test.ts', `import '#server/features/dogs/queries.ts';\n${REPEATED}\n`],
  ]),
);

describe('the house is counted', () => {
  it('without tests and without the driver that was taken over', () => {
    expect(house.files).toBe(8);
    expect(house.lines).toBe(4 + 10 + 2 + 3 + 1 + 1 + 1 + 73 + 3 + 9);
  });

  it('by exports that one other file of the product uses', () => {
    expect(house.exports).toBe(8);
    expect(house.usedOnce).toEqual([
      'server/app.ts app',
      'server/contract/dogs.ts DOGS',
      'server/features/dogs/queries.ts listDogs',
      'server/features/dogs/one.ts ONE',
      'server/features/dogs/late.ts LATE',
      'server/features/dogs/held.ts HELD',
    ]);
  });

  it('by crumbs: not what has a test of its own, waits to be fetched or has two importers', () => {
    expect(house.crumbs).toEqual([
      'server/app.ts ← server/main.ts',
      'server/features/dogs/queries.ts ← server/app.ts',
      'server/features/dogs/one.ts ← server/features/dogs/queries.ts',
    ]);
  });

  it('by repeats to the letter, whatever the indentation, outside landed migrations', () => {
    expect(house.repeats).toEqual(['client/kennel.tsx:4']);
  });

  it('by functions of more than sixty lines', () => {
    expect(house.longFunctions).toEqual(['client/kennel.tsx long']);
  });

  it('by the files outside a feature that name one of its files', () => {
    expect(house.sharedFiles).toEqual({ product: 2, tests: 1 });
  });

  it('and may rise in no share, whatever its lines do', () => {
    const shares = sharesOf(house);
    expect(shares).toEqual({
      usedOncePercent: 75,
      crumbs: 3,
      repeats: 1,
      sharedProductFiles: 2,
      sharedTests: 1,
    });
    expect(risen(shares, shares)).toEqual([]);
    expect(risen({ ...shares, crumbs: 2, sharedTests: 1.2 }, shares)).toEqual([
      'sharedTests rose from 1 to 1.2',
    ]);
  });
});
