import { expect, it } from 'vitest';

import { ROLES } from '#server/contract/permission.ts';

import { destinationsOf, homeOf } from './navigation.ts';

it('each role begins where its work is', () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, homeOf(role)]))).toEqual({
    analyst: '/',
    leader: '/worklist',
    officer: '/worklist',
    planner: '/routes',
    inspector: '/my-routes',
    coordinator: '/overview',
    admin: '/accounts',
    auditor: '/audit',
  });
});

it('who answers for a commune finds its targets right behind it; others find them in the order of all', () => {
  const ways = (role: 'leader' | 'officer') => destinationsOf(role).map(({ to }) => to);
  const leader = ways('leader');
  expect(leader[leader.indexOf('/commune') + 1]).toBe('/plans');
  const commune = ways('officer').indexOf('/commune');
  expect(ways('officer')[commune + 1]).not.toBe('/plans');
});

it('nobody finds a way twice', () => {
  for (const role of ROLES) {
    const ways = destinationsOf(role).map(({ to }) => to);
    expect([role, ways]).toEqual([role, [...new Set(ways)]]);
  }
});
