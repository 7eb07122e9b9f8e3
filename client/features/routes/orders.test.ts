import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import type { RouteDetail, Stop } from '#server/contract/route.ts';

import {
  addressOf,
  neighbour,
  numberAt,
  placedStops,
  placeOf,
  reasonsIn,
  standsAt,
} from './orders.ts';

const order = [1, 2, 3].map((id) => ({ id }) as Stop);

describe('one step up or down in an order', () => {
  it('is told as the stop to stand before', () => {
    expect(neighbour(order, 2, -1)).toEqual({ before: 1 });
    expect(neighbour(order, 1, 1)).toEqual({ before: 3 });
    expect(neighbour(order, 2, 1)).toEqual({ before: null });
  });

  it('ends at the first and at the last', () => {
    expect(neighbour(order, 1, -1)).toBeUndefined();
    expect(neighbour(order, 3, 1)).toBeUndefined();
    expect(neighbour(order, 9, 1)).toBeUndefined();
  });
});

it('the stops that a search has placed are shown without those that it left out', () => {
  const [placed, loose] = [{ shiftId: 7 } as Stop, { shiftId: null } as Stop];
  expect(placedStops([placed, loose])).toEqual([placed]);
  expect(placedStops([loose])).toEqual([loose]);
});

describe('the words of a place', () => {
  it('have its communes behind its address, on the phone as on paper', () => {
    const communes = ['Phường Hoàn Kiếm', 'Phường Cửa Nam'];
    expect(addressOf({ address: 'Số 29', communes })).toBe(`Số 29, ${communes.join(', ')}`);
    expect(addressOf({ address: null, communes: [] })).toBe('');
  });

  it('name the reasons of its rank by their weight, without a figure that could be read as a chance', () => {
    const reasons = reasonsIn({ due: 0.2, hazard: 0.32, unseen: 0 }, vi);
    expect(reasons.map(({ name }) => name)).toEqual(['Nguy cơ tái hoạt động', 'Đến hạn kiểm tra']);
    expect(vi.routes.hazardChance({ chance: '8%' })).not.toContain('Nguy cơ');
  });
});

describe('the place of a stop that is dropped', () => {
  const stop = (id: number, shiftId: number | null, position: number) =>
    ({ id, shiftId, position }) as Stop;
  const [first, second, third] = [stop(1, 7, 0), stop(2, 7, 1), stop(3, 7, 2)];
  const other = stop(4, 8, 0);
  const loose = stop(5, null, 0);
  const route = { stops: [first, second, third, other, loose] } as RouteDetail;

  it('on another one has the number of that one, up or down the same order', () => {
    for (const [id, onto] of [
      [1, third],
      [3, first],
      [1, second],
    ] as const) {
      const place = placeOf(route, id, onto);
      expect(numberAt(route, id, place)).toBe(onto.position + 1);
    }
    expect(placeOf(route, 1, third)).toEqual({ shiftId: 7, before: null });
    expect(placeOf(route, 3, first)).toEqual({ shiftId: 7, before: 1 });
  });

  it('on one of another team goes before that one', () => {
    expect(placeOf(route, 1, other)).toEqual({ shiftId: 8, before: 4 });
    expect(placeOf(route, 5, second)).toEqual({ shiftId: 7, before: 2 });
    expect(numberAt(route, 5, { shiftId: 7, before: null })).toBe(4);
  });

  it('is no edit where the stop stands already', () => {
    expect(standsAt(route, 2, { shiftId: 7, before: 3 })).toBe(true);
    expect(standsAt(route, 2, { shiftId: 7, before: 2 })).toBe(true);
    expect(standsAt(route, 3, { shiftId: 7, before: null })).toBe(true);
    expect(standsAt(route, 2, { shiftId: 7, before: 1 })).toBe(false);
    expect(standsAt(route, 2, { shiftId: 8, before: null })).toBe(false);
    expect(standsAt(route, 5, { shiftId: null, before: null })).toBe(true);
  });
});
