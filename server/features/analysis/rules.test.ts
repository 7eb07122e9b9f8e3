import { expect, it } from 'vitest';

import { compareCommunes, type Counted } from './rules.ts';

const commune = (id: number) => ({ id, code: `0000${id}`, name: `Nơi ${id}`, type: 'xa' as const });
const events = (communeId: number, count: number) => ({
  communeId,
  stratum: 'KAR',
  events: count,
  exposure: 10,
});

it('the change of a commune is above 0 where more came back than in the period before', () => {
  const counted: Counted = {
    now: [events(1, 9), events(2, 4), events(3, 4)],
    before: [events(1, 4), events(2, 9), events(3, 4)],
    completeness: [],
    checked: null,
    replies: null,
    onTime: null,
    conduct: [],
  };
  const { communes } = compareCommunes([1, 2, 3].map(commune), counted);
  // Wheeler's 2(√now − √before).
  expect(communes.map(({ changeZ }) => changeZ)).toEqual([2, -2, 0]);
  expect(communes.map(({ previousObserved }) => previousObserved)).toEqual([4, 9, 4]);
});
