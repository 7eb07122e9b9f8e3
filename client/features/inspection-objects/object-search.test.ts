import { expect, it } from 'vitest';

import { ObjectSearch } from './object-search.ts';

it('the address of the list of businesses passes over what it says wrongly', () => {
  const right = {
    view: 'quotas',
    q: 'x'.repeat(100),
    state: 'closed',
    category: 'KAR',
    commune: 7,
    need: 'not_inspected',
    object: 3,
  };
  expect(ObjectSearch.parse(right)).toEqual(right);
  const wrong = {
    view: 'x',
    q: 'x'.repeat(101),
    state: 'x',
    category: 'x'.repeat(11),
    commune: '7',
    need: 'x',
    object: 1.5,
  };
  expect(ObjectSearch.parse(wrong)).toEqual({});
});
