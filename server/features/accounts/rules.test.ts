import { expect, test } from 'vitest';

import { isWeakPassword, raisesRights, whyNotAssignable } from './rules.ts';

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

test('an assignment may last for one day', () => {
  expect(whyNotAssignable({ ...grant, validTo: '2026-01-02' })).toBeNull();
});

test('a password has from 12 to 128 letters', () => {
  const ofLength = (length: number) => 'dqxvkwzbtnhg'.repeat(11).slice(0, length);
  const weak = [11, 12, 128, 129].map((length) => isWeakPassword(ofLength(length), 'nguyen.an'));
  expect(weak).toEqual([true, false, false, true]);
});

test('a password has at least five different letters, whatever their case', () => {
  expect(isWeakPassword('dqxvdqxvdqxvdqxv', 'nguyen.an')).toBe(true);
  expect(isWeakPassword('DqxvdQxvdqXvdqxV', 'nguyen.an')).toBe(true);
  expect(isWeakPassword('dqxvkdqxvkdqxvk', 'nguyen.an')).toBe(false);
});

test('a password keeps at least six letters beside what everybody tries', () => {
  expect(isWeakPassword('password-dqxvk', 'nguyen.an')).toBe(true);
  expect(isWeakPassword('password-dqxvkw', 'nguyen.an')).toBe(false);
});

test('a password holds no username, in whatever case', () => {
  expect(isWeakPassword('dqxvk NGUYEN.AN', 'nguyen.an')).toBe(true);
  expect(isWeakPassword('dqxvk nguyen.an', 'NGUYEN.AN')).toBe(true);
  expect(isWeakPassword('dqxvk tran.binh', 'nguyen.an')).toBe(false);
});

test('an end before the day that was set lowers every role but an administrator’s', () => {
  const shortened = (role: 'admin' | 'analyst') => {
    const held = { role, commune: null, validFrom: '2026-01-01', validTo: null };
    const next = { role, communeIds: [], validFrom: '2026-06-01', validTo: '2026-07-01' };
    const account = { assignments: [{ ...held, id: 'held' }] };
    return raisesRights({ ...account, disabledAt: null }, next, '2026-06-01');
  };
  expect(shortened('analyst')).toBe(false);
  expect(shortened('admin')).toBe(true);
});
