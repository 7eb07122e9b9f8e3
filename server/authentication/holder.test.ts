import { describe, expect, it, test } from 'vitest';

import { ROLES } from '#server/contract/permission.ts';
import { ROLE_FACTS } from '#tests/support/accounts/role-table.ts';

import { actorOf, mustConfirm, restrictionOf, type SessionHolder } from './holder.ts';

const holder: SessionHolder = {
  sessionId: 's',
  accountId: 'a',
  username: 'nguyen.an',
  name: 'An',
  disabled: false,
  mustChangePassword: false,
  secondFactor: false,
  passkey: false,
  secondsSinceProof: 0,
  role: 'analyst',
  communeIds: [],
  demo: false,
};

test('a valid assignment makes an actor with the reach of its role', () => {
  expect(actorOf({ ...holder, role: 'leader', communeIds: [7] })).toEqual({
    accountId: 'a',
    role: 'leader',
    reach: 'communes',
    communeIds: [7],
  });
});

test('the disabled and those without an assignment today are nobody', () => {
  expect(actorOf({ ...holder, disabled: true })).toBeNull();
  expect(actorOf({ ...holder, role: null })).toBeNull();
});

test('who decides needs a second factor, who does not decide needs none', () => {
  expect(restrictionOf(holder)).toBe('session.second_factor_required');
  expect(restrictionOf({ ...holder, secondFactor: true })).toBeNull();
  expect(restrictionOf({ ...holder, role: 'officer' })).toBeNull();
});

test('a given password is changed before anything else', () => {
  expect(restrictionOf({ ...holder, mustChangePassword: true })).toBe(
    'session.password_change_required',
  );
});

test('the organisation’s provider stands for a password, and where it is trusted for a second factor', () => {
  const byProvider = { ...holder, singleSignOn: true, mustChangePassword: true };
  expect(restrictionOf(byProvider)).toBe('session.second_factor_required');
  expect(restrictionOf({ ...byProvider, factorProven: true })).toBeNull();
});

test('the demo demands neither', () => {
  expect(restrictionOf({ ...holder, mustChangePassword: true, demo: true })).toBeNull();
});

describe('a proof before an act that decides', () => {
  const stale = { ...holder, role: 'leader', secondFactor: true, secondsSinceProof: 301 } as const;

  it('is asked for five minutes after the last one', () => {
    expect(mustConfirm(stale)).toBe(true);
    expect(mustConfirm({ ...stale, secondsSinceProof: 300 })).toBe(false);
  });

  it.each(ROLES)('is asked of %s exactly where the role decides', (role) => {
    expect(mustConfirm({ ...stale, role })).toBe(ROLE_FACTS[role].secondFactor);
  });

  it('is asked where there is a second factor or a passkey, as there is outside of the demonstration', () => {
    expect(mustConfirm({ ...stale, secondFactor: false })).toBe(false);
    expect(mustConfirm({ ...stale, secondFactor: false, passkey: true })).toBe(true);
  });

  it('is asked of nobody without a session or a role', () => {
    expect(mustConfirm({ ...stale, secondsSinceProof: null })).toBe(false);
    expect(mustConfirm({ ...stale, role: null })).toBe(false);
  });
});
