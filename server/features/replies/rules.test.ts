import { describe, expect, it } from 'vitest';

import { REACH, ROLES, type Role } from '#server/contract/permission.ts';

import { whyNotReply } from './rules.ts';

const person = (role: Role, communeIds = [1]) => ({
  accountId: 'a',
  role,
  reach: REACH[role],
  communeIds,
});

describe('who may reply', () => {
  it('is the leader of the commune that leads at the point, and nobody else', () => {
    const filing = ROLES.filter((role) => whyNotReply(person(role), 1, 'filed') === null);
    expect(filing).toEqual(['leader']);
  });

  it('is prepared by its officer too', () => {
    const drafting = ROLES.filter((role) => whyNotReply(person(role), 1, 'draft') === null);
    expect(drafting).toEqual(['leader', 'officer']);
  });

  it('is not the leader of another commune, nor anybody where no commune leads', () => {
    expect(whyNotReply(person('leader'), 2, 'filed')).toBe('reply.other_commune');
    expect(whyNotReply(person('leader'), null, 'filed')).toBe('reply.other_commune');
  });
});
