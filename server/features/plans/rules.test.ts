import { describe, expect, it } from 'vitest';

import { REACH, ROLES, type Role } from '#server/contract/permission.ts';

import { mayEnterFor, overlappedBy, targetFits } from './rules.ts';

const actor = (role: Role, communeIds: number[] = []) => ({
  accountId: 'me',
  role,
  reach: REACH[role],
  communeIds,
});

describe('figures of a plan', () => {
  it('are entered for a commune by its own people, and for the whole city by the city', () => {
    expect(mayEnterFor(actor('leader', [3, 4]), 4)).toBe(true);
    expect(mayEnterFor(actor('leader', [3, 4]), 5)).toBe(false);
    const forCity = ROLES.filter((role) => mayEnterFor(actor(role, [1]), null));
    expect(forCity.toSorted()).toEqual(['analyst', 'coordinator', 'planner']);
    expect(mayEnterFor(actor('coordinator'), 5)).toBe(true);
  });
});

describe('a target', () => {
  it('is set only where the indicator compares with it, and is at most 1 for a share', () => {
    const fits = (comparator: 'none' | 'at_least', target: number | null, shape = 'number') =>
      targetFits({ comparator, target, shape } as Parameters<typeof targetFits>[0]);
    expect(fits('none', null)).toBe(true);
    expect(fits('none', 3)).toBe(false);
    expect(fits('at_least', null)).toBe(false);
    expect(fits('at_least', 3)).toBe(true);
    expect(fits('at_least', 1, 'share')).toBe(true);
    expect(fits('at_least', 1.01, 'share')).toBe(false);
  });
});

describe('a period', () => {
  const january = { firstOn: '2026-01-01', lastOn: '2026-01-31' };
  const march = { firstOn: '2026-03-01', lastOn: '2026-03-31' };
  const overlapped = (firstOn: string, lastOn: string) =>
    overlappedBy([january, march], { firstOn, lastOn });

  it('may be one that is entered already, or lie between others', () => {
    expect(overlapped('2026-01-01', '2026-01-31')).toBeNull();
    expect(overlapped('2026-02-01', '2026-02-28')).toBeNull();
  });

  it('may not share a day with another', () => {
    expect(overlapped('2026-02-01', '2026-03-01')).toBe(march);
    expect(overlapped('2026-01-31', '2026-02-28')).toBe(january);
    expect(overlapped('2026-01-01', '2026-03-31')).toBe(january);
    expect(overlapped('2026-01-02', '2026-01-31')).toBe(january);
    expect(overlapped('2026-01-01', '2026-01-30')).toBe(january);
  });
});
