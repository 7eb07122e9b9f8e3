import { expect, it } from 'vitest';

import { ROLES } from '#server/contract/permission.ts';

import { hintsOf, nextHint } from './hints-of.ts';

it('each role has five hints, the reader of the log three, and all end with the menu', () => {
  for (const role of ROLES) {
    const names = hintsOf(role);
    expect([role, names.length, names.at(-1)]).toEqual([role, role === 'auditor' ? 3 : 5, 'menu']);
  }
});

it('the next hint is the first from a place on whose control is there, with the number of those left', () => {
  const names = hintsOf('analyst');
  const there =
    (...shown: string[]) =>
    (name: string) =>
      shown.includes(name);
  expect(nextHint(names, 0, () => true)).toEqual({ name: 'search', at: 0, left: 5 });
  expect(nextHint(names, 1, () => true)).toEqual({ name: 'filters', at: 1, left: 4 });
  expect(nextHint(names, 1, there('search', 'time', 'menu'))).toEqual({
    name: 'time',
    at: 3,
    left: 2,
  });
  expect(nextHint(names, 4, there('time'))).toBeNull();
  expect(nextHint(names, 5, () => true)).toBeNull();
});
