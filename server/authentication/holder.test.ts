import { describe, expect, it, test } from 'vitest';

import { ROLES } from '#server/contract/permission.ts';
import { ROLE_FACTS } from '#tests/support/accounts/role-table.ts';

import {
  actorOf,
  mustConfirm,
  mustProveOwn,
  provesByProvider,
  restrictionOf,
  type SessionHolder,
} from './holder.ts';

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

const HERE = { address: null, userAgent: null };

test('a valid assignment makes an actor with the reach of its role', () => {
  expect(actorOf({ ...holder, role: 'leader', communeIds: [7] })).toEqual({
    accountId: 'a',
    role: 'leader',
    reach: 'communes',
    communeIds: [7],
  });
});

const token = {
  tokenId: 1,
  rights: ['points:read', 'tips:read'],
  collections: null,
  kind: 'personal',
  purpose: 'QGIS',
  requestsPerMinute: 60,
} as const;

test('a token keeps no right that its account has lost', () => {
  expect(actorOf({ ...holder, role: 'planner', token })?.token?.rights).toEqual(['points:read']);
});

test('the disabled and those without an assignment today are nobody', () => {
  expect(actorOf({ ...holder, disabled: true })).toBeNull();
  expect(actorOf({ ...holder, role: null })).toBeNull();
});

test('who decides needs a second factor, who does not decide needs none', () => {
  expect(restrictionOf(holder, 'deciders')).toBe('session.second_factor_required');
  expect(restrictionOf({ ...holder, secondFactor: true }, 'deciders')).toBeNull();
  expect(restrictionOf({ ...holder, role: 'officer' }, 'deciders')).toBeNull();
});

test('a personal token waits for the steps of its owner, that of a system has none', () => {
  const owing = { ...holder, token, mustChangePassword: true };
  expect(restrictionOf(owing, 'deciders')).toBe('session.password_change_required');
  expect(restrictionOf({ ...holder, token }, 'deciders')).toBe('session.second_factor_required');
  const system = { ...token, kind: 'system' as const };
  expect(restrictionOf({ ...owing, token: system }, 'everybody')).toBeNull();
});

test('everybody needs a second factor where the operator has not chosen otherwise', () => {
  expect(restrictionOf({ ...holder, role: 'officer' }, 'everybody')).toBe(
    'session.second_factor_required',
  );
  expect(restrictionOf({ ...holder, role: 'officer', secondFactor: true }, 'everybody')).toBeNull();
});

test('a given password is changed before anything else', () => {
  expect(restrictionOf({ ...holder, mustChangePassword: true }, 'deciders')).toBe(
    'session.password_change_required',
  );
});

test('the organisation’s provider stands for a password, and where it is trusted for a second factor', () => {
  const byProvider = { ...holder, singleSignOn: true, mustChangePassword: true };
  expect(restrictionOf(byProvider, 'deciders')).toBe('session.second_factor_required');
  expect(restrictionOf({ ...byProvider, factorProven: true }, 'deciders')).toBeNull();
});

test('the demo demands neither', () => {
  expect(restrictionOf({ ...holder, mustChangePassword: true, demo: true }, 'deciders')).toBeNull();
});

describe('a proof before an act that decides', () => {
  const stale = { ...holder, role: 'leader', secondFactor: true, secondsSinceProof: 301 } as const;

  it('is asked for five minutes after the last one', () => {
    expect(mustConfirm(stale, HERE)).toBe(true);
    expect(mustConfirm({ ...stale, secondsSinceProof: 300 }, HERE)).toBe(false);
  });

  it.each(ROLES)('is asked of %s exactly where the role decides', (role) => {
    expect(mustConfirm({ ...stale, role }, HERE)).toBe(ROLE_FACTS[role].secondFactor);
  });

  it('is asked where there is a second factor, here or at the provider, or a passkey', () => {
    expect(mustConfirm({ ...stale, secondFactor: false }, HERE)).toBe(false);
    expect(mustConfirm({ ...stale, secondFactor: false, passkey: true }, HERE)).toBe(true);
    expect(mustConfirm({ ...stale, secondFactor: false, factorProven: true }, HERE)).toBe(true);
  });

  it('is asked of nobody without a session or a role', () => {
    expect(mustConfirm({ ...stale, secondsSinceProof: null }, HERE)).toBe(false);
    expect(mustConfirm({ ...stale, role: null }, HERE)).toBe(false);
  });

  it('is asked at once where the request comes from another network or browser', () => {
    const proved = { provedAddress: '203.0.113.7', provedAgent: 'Firefox/131.0' };
    const fresh = { ...stale, secondsSinceProof: 1, ...proved };
    const from = (address: string, userAgent: string) => mustConfirm(fresh, { address, userAgent });
    expect(from('203.0.113.7', 'Firefox/131.0')).toBe(false);
    expect(from('203.0.200.9', 'Firefox/132.0')).toBe(false);
    expect(from('198.51.100.7', 'Firefox/131.0')).toBe(true);
    expect(from('203.0.113.7', 'Chrome/131.0')).toBe(true);
  });
});

describe('a proof before a change of what lets the own person in', () => {
  const stale = { ...holder, role: 'officer', secondsSinceProof: 301 } as const;

  it('is asked of every role, five minutes after the last one', () => {
    expect(mustProveOwn(stale, HERE)).toBe(true);
    expect(mustProveOwn({ ...stale, secondsSinceProof: 300 }, HERE)).toBe(false);
  });

  it('is asked of nobody in the demonstration, whose passwords are published, nor of a token', () => {
    expect(mustProveOwn({ ...stale, demo: true }, HERE)).toBe(false);
    expect(mustProveOwn({ ...stale, secondsSinceProof: null }, HERE)).toBe(false);
  });
});

test('the provider proves alone where it has checked a factor and the account has none here', () => {
  expect(provesByProvider({ ...holder, factorProven: true })).toBe(true);
  expect(provesByProvider({ ...holder, factorProven: true, secondFactor: true })).toBe(false);
  expect(provesByProvider({ ...holder, factorProven: false })).toBe(false);
  expect(provesByProvider(holder)).toBe(false);
});
