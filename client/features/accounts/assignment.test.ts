import { describe, expect, it } from 'vitest';

import type { Account, Assignment } from '#server/contract/account.ts';

import { comingRole, presentRole } from './assignment.ts';

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
