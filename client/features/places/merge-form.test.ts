import { expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';

import { misfitsOf } from './merge-form.tsx';

const place = (category: string, ...ids: number[]) =>
  ({ category, communes: ids.map((id) => ({ id })) }) as Pick<PointDetail, 'category' | 'communes'>;

it('two points of one category, commune and radius fit', () => {
  expect(misfitsOf(place('NN', 1, 2), place('NN', 2), true)).toEqual([]);
});

it('another category, no commune in common and a great distance are each named', () => {
  expect(misfitsOf(place('KAR', 1), place('CF', 2), false)).toEqual([
    'category',
    'commune',
    'distance',
  ]);
});
