import { describe, expect, it } from 'vitest';

import type { Role } from '#server/contract/permission.ts';

import { type Case, whyNotDecide } from './rules.ts';

const NOW = '2026-11-24T03:00:00.000Z';
const CASE: Case = {
  state: 'waiting',
  askedBy: 'asker',
  accountId: 'concerned',
  deciderRoles: ['admin'],
  dueAt: null,
  expiresAt: '2026-11-24T03:00:00.001Z',
  roleBetween: false,
};
const why = (more: Partial<Case> = {}, accountId = 'another', role: Role = 'admin') =>
  whyNotDecide({ ...CASE, ...more }, { accountId, role }, NOW);

describe('a proposal', () => {
  it('is decided until the last millisecond before it expires', () => {
    expect(why()).toBeNull();
    expect(why({ expiresAt: NOW })).toBe('proposal.expired');
  });

  it('is decided by nobody who asked for it, whom it concerns, or who got a role from the asker', () => {
    expect(why({}, 'asker')).toBe('proposal.own');
    expect(why({}, 'concerned')).toBe('proposal.own_case');
    expect(why({}, 'another', 'analyst')).toBe('proposal.not_yours');
    expect(why({ roleBetween: true })).toBe('proposal.role_from_asker');
  });

  it('is decided once, and not after it was withdrawn', () => {
    expect(why({ state: 'confirmed' })).toBe('proposal.decided_already');
    expect(why({ state: 'refused' })).toBe('proposal.decided_already');
    expect(why({ state: 'withdrawn' })).toBe('proposal.withdrawn');
    expect(why({ state: 'expired' })).toBe('proposal.expired');
  });
});
