import { expect, test } from 'vitest';

import { isWeakPassword, whyNotAssignable } from './rules.ts';

test.each([
  ['short', 'abc def ghi'],
  ['uniform', 'aaaaaaaaaaaaaaaa'],
  ['made of the name', 'Nguyen.An 2026 pass'],
  ['endless', 'abcdefghij'.repeat(13)],
])('a password that is %s is weak', (_, password) => {
  expect(isWeakPassword(password, 'nguyen.an')).toBe(true);
});

test.each([
  '123456789012',
  'password1234',
  'qwertyuiop12',
  'matkhau12345',
  'Hanoi@123456',
  'Mat-Khau-2026',
])('%s is what everybody tries, and weak', (password) => {
  expect(isWeakPassword(password, 'nguyen.an')).toBe(true);
});

test('a long phrase is not weak', () => {
  expect(isWeakPassword('bốn mùa xuân hạ thu đông', 'nguyen.an')).toBe(false);
});

const grant = { role: 'leader', communeIds: [1], validFrom: '2026-01-01', validTo: null } as const;

test('a leader without a commune cannot be assigned', () => {
  expect(whyNotAssignable({ ...grant, communeIds: [] })?.code).toBe('account.commune_required');
  expect(whyNotAssignable(grant)).toBeNull();
});

test('a role of the whole city takes no commune', () => {
  expect(whyNotAssignable({ ...grant, role: 'analyst' })?.pointer).toBe('/communeIds');
  expect(whyNotAssignable({ ...grant, role: 'analyst', communeIds: [] })).toBeNull();
});

test('an assignment ends after it begins', () => {
  expect(whyNotAssignable({ ...grant, validTo: '2026-01-01' })?.pointer).toBe('/validTo');
});
