import { expect, it } from 'vitest';

import { SignalSearch, signalQueryOf } from './signal-search.ts';

it('the inbox shows the open suspicions, the newest first, until something else is asked for', () => {
  expect(signalQueryOf({})).toEqual({ state: 'suspected', order: 'newest' });
  expect(signalQueryOf({ state: 'vicinity', order: 'oldest' })).toEqual({
    state: 'vicinity',
    order: 'oldest',
  });
});

it('the inbox shows open objections whatever has been decided', () => {
  expect(signalQueryOf({ appealed: true, state: 'suspected', order: 'oldest' })).toEqual({
    appealed: 'true',
    order: 'oldest',
  });
});

it('an address that says nothing that the inbox knows is an empty one', () => {
  const wrong = { state: 'gone', appealed: false, order: 'best', id: 0 };
  expect(Object.values(SignalSearch.parse(wrong)).filter((one) => one !== undefined)).toEqual([]);
  expect(SignalSearch.parse({ id: 1, appealed: true })).toEqual({ id: 1, appealed: true });
});
