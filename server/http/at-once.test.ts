import { describe, expect, it } from 'vitest';

import { AtOnce } from './at-once.ts';

describe('places for what an account does at the same time', () => {
  it('are counted for each account, and each is freed once', () => {
    const searches = new AtOnce(2);
    const first = searches.enter('planner');
    expect(searches.enter('planner')).not.toBeNull();
    expect(searches.enter('planner')).toBeNull();
    expect(searches.enter('planner.two')).not.toBeNull();
    first?.();
    first?.();
    expect(searches.enter('planner')).not.toBeNull();
    expect(searches.enter('planner')).toBeNull();
  });
});
