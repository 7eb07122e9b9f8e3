import { expect, it } from 'vitest';

import { takeTurns } from './turns.ts';

it('those who wait go on in their order, no two of them in one turn of the event loop', async () => {
  const turn = takeTurns();
  let turns = 0;
  let counting = true;
  setImmediate(function count() {
    turns += 1;
    if (counting) setImmediate(count);
  });
  const seen: { caller: number; at: number }[] = [];
  await Promise.all(
    [1, 2, 3].map(async (caller) => {
      await turn('one');
      seen.push({ caller, at: turns });
    }),
  );
  counting = false;
  expect(seen.map(({ caller }) => caller)).toEqual([1, 2, 3]);
  expect(new Set(seen.map(({ at }) => at)).size).toBe(3);
});

it('who asks for little does not wait behind who asks for much', async () => {
  const turn = takeTurns();
  const seen: string[] = [];
  const asked = ['much', 'much', 'much', 'little', 'much'].map(async (key) => {
    await turn(key);
    seen.push(key);
  });
  await Promise.all(asked);
  expect(seen).toEqual(['much', 'little', 'much', 'much', 'much']);
});
