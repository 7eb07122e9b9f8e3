import { describe, expect, it } from 'vitest';

import { HINTS } from '#client/ui/hinted.ts';
import { ROLES } from '#server/contract/permission.ts';

import { hintsOf, nextHint } from './hints-of.ts';

describe('the hints of a first visit', () => {
  it('are five for each role, and end with where to find them again', () => {
    for (const role of ROLES) {
      const names = hintsOf(role);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toHaveLength(role === 'auditor' ? 3 : 5);
      expect(names.at(-1)).toBe('menu');
    }
  });

  it('are each shown to somebody', () => {
    const shown = new Set(ROLES.flatMap((role) => hintsOf(role)));
    expect([...shown].toSorted()).toEqual(HINTS.toSorted());
  });

  it('leave out a control that is not on the screen', () => {
    const names = hintsOf('leader');
    const isThere = (name: string) => name !== 'act' && name !== 'ways';
    expect(nextHint(names, 0, isThere)).toEqual({ name: 'kinds', at: 0, left: 3 });
    expect(nextHint(names, 1, isThere)).toEqual({ name: 'recurrences', at: 2, left: 2 });
    expect(nextHint(names, 3, isThere)).toEqual({ name: 'menu', at: 4, left: 1 });
    expect(nextHint(names, 5, isThere)).toBeNull();
  });
});
