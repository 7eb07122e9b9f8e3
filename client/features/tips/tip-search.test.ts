import { describe, expect, it } from 'vitest';

import { TipSearch, tipQueryOf } from './tip-search.ts';

describe('the list of tips', () => {
  it('shows the open ones, but for a stage or for what somebody looks for', () => {
    expect(tipQueryOf({})).toEqual({ state: 'open' });
    expect(tipQueryOf({ clock: 'overdue' })).toEqual({ state: 'open', timeliness: 'overdue' });
    expect(tipQueryOf({ commune: '00070' })).toEqual({ state: 'open', commune: '00070' });
    expect(tipQueryOf({ stage: 'handled' })).toEqual({ stage: 'handled' });
    expect(tipQueryOf({ q: 'TT-1' })).toEqual({ q: 'TT-1' });
    expect(tipQueryOf({ stage: 'verified', q: 'TT-1', commune: '00070' })).toEqual({
      stage: 'verified',
      q: 'TT-1',
      commune: '00070',
    });
  });

  it('passes over what an address says wrongly', () => {
    const wrong = { stage: 'x', clock: 'x', commune: 'x', q: 'x'.repeat(101) };
    expect(TipSearch.parse(wrong)).toEqual({});
    const right = { stage: 'handled', clock: 'overdue', commune: '00070', q: 'x'.repeat(100) };
    expect(TipSearch.parse(right)).toEqual(right);
  });
});
