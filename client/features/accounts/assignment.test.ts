import { describe, expect, it } from 'vitest';

import type { Account, Assignment } from '#server/contract/account.ts';

import { comingRole, presentCommuneIds, presentRole } from './assignment.ts';

function assignment(more: Partial<Assignment>): Assignment {
  return {
    id: 'assignment',
    role: 'leader',
    commune: { id: 1, code: '00004', name: 'Ba Đình' },
    validFrom: '2025-07-01',
    validTo: null,
    ...more,
  };
}

function account(assignments: Assignment[]): Account {
  return {
    id: 'account',
    username: 'leader',
    name: 'Leader',
    role: 'leader',
    assignments,
    disabledAt: null,
    mustChangePassword: false,
    link: null,
    mailable: false,
    secondFactor: false,
    createdAt: '2025-07-01T00:00:00.000Z',
  };
}

describe('the role of an account', () => {
  it('names every commune of today’s assignments', () => {
    const ngocHa = { id: 2, code: '00008', name: 'Ngọc Hà' };
    const two = account([assignment({}), assignment({ commune: ngocHa })]);
    expect(presentRole(two, '2026-03-01')?.communes).toEqual(['Ba Đình', 'Ngọc Hà']);
  });

  it('has ended on its last day, which is the first without it', () => {
    const ended = account([assignment({ validTo: '2026-03-01' })]);
    expect(presentRole(ended, '2026-02-28')).not.toBeNull();
    expect(presentRole(ended, '2026-03-01')).toBeNull();
  });

  it('holds from its first day on', () => {
    const one = account([assignment({ validTo: '2026-03-01' })]);
    expect(presentRole(one, '2025-06-30')).toBeNull();
    expect(presentRole(one, '2025-07-01')).toEqual({
      communes: ['Ba Đình'],
      validTo: '2026-03-01',
    });
  });

  it('has the communes of today, and none where the role has none', () => {
    const mixed = account([
      assignment({}),
      assignment({ commune: null }),
      assignment({ commune: { id: 9, code: '00009', name: 'Ngọc Hà' }, validTo: '2026-03-01' }),
    ]);
    expect(presentCommuneIds(mixed, '2026-02-28')).toEqual([1, 9]);
    expect(presentCommuneIds(mixed, '2026-03-01')).toEqual([1]);
    expect(presentCommuneIds(mixed, '2025-06-30')).toEqual([]);
  });

  it('announces the nearest of the roles to come', () => {
    const changing = account([
      assignment({}),
      assignment({ role: 'planner', commune: null, validFrom: '2026-06-01' }),
      assignment({ role: 'officer', validFrom: '2026-04-01' }),
    ]);
    expect(comingRole(changing, '2026-03-01')?.role).toBe('officer');
    expect(comingRole(changing, '2026-06-01')).toBeNull();
  });
});
