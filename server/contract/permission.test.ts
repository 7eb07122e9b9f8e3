import { describe, expect, it } from 'vitest';

import {
  mayByTable,
  ROLE_FACTS,
  TABLED_PERMISSIONS,
  TABLED_ROLES,
} from '#tests/support/accounts/role-table.ts';

import { can, decides, isDeciding, PERMISSIONS, REACH, ROLES } from './permission.ts';

describe('the rights', () => {
  it('in the handwritten table cover all roles and all permissions', () => {
    expect(TABLED_ROLES.toSorted()).toEqual([...ROLES].toSorted());
    expect([...TABLED_PERMISSIONS].toSorted()).toEqual([...PERMISSIONS].toSorted());
  });

  it.each(ROLES)('of the role %s are those of the handwritten table', (role) => {
    const granted = PERMISSIONS.filter((permission) => can(role, permission));
    expect(granted).toEqual(PERMISSIONS.filter((permission) => mayByTable(role, permission)));
  });

  it.each(ROLES)('of the role %s reach as far as the design says', (role) => {
    expect(REACH[role]).toBe(ROLE_FACTS[role].reach);
  });

  it.each(ROLES)('of the role %s require a second factor where the role decides', (role) => {
    expect(decides(role)).toBe(ROLE_FACTS[role].secondFactor);
  });

  it('that decide, before whose use people show who they are, are these and no others', () => {
    expect(new Set(PERMISSIONS.filter(isDeciding))).toEqual(
      new Set([
        'points:recognise',
        'points:delist',
        'points:eliminate',
        'points:mark_recurring',
        'points:merge',
        'points:annul',
        'handovers:answer',
        'proposals:decide',
        'signals:decide',
        'signals:answer_appeal',
        'papers:review',
        'weekly_sheets:sign',
        'reports:approve',
        'accounts:manage',
        'settings:manage',
      ]),
    );
  });
});
