import { expect, it } from 'vitest';

import { circleAmong } from './bundle-files.ts';

it('finds a circle among files, and none where files only share others', () => {
  const shared: readonly [string, readonly string[]][] = [
    ['start', ['a', 'b']],
    ['a', ['base']],
    ['b', ['base', 'a']],
    ['base', []],
  ];
  expect(circleAmong(new Map(shared))).toBeNull();
  expect(circleAmong(new Map([...shared, ['base', ['b']]]))).toEqual(['base', 'b', 'base']);
  expect(circleAmong(new Map([['alone', ['alone']]]))).toEqual(['alone', 'alone']);
});
