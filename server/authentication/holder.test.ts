import { expect, test } from 'vitest';

import { actorOf, restrictionOf, type SessionHolder } from './holder.ts';

const holder: SessionHolder = {
  sessionId: 's',
  accountId: 'a',
  username: 'nguyen.an',
  name: 'An',
  disabled: false,
  mustChangePassword: false,
  secondFactor: false,
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
