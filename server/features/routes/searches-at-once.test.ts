import { describe, expect, it } from 'vitest';

import { beginSearch } from './searches-at-once.ts';

describe('searches for a better order', () => {
  it('are two at the same time for each account', () => {
    const first = beginSearch('planner');
    const second = beginSearch('planner');
    expect(() => beginSearch('planner')).toThrow('request.too_many');
    beginSearch('planner.two')();
    first();
    const third = beginSearch('planner');
    expect(() => beginSearch('planner')).toThrow('request.too_many');
    second();
    third();
    beginSearch('planner')();
  });
});
