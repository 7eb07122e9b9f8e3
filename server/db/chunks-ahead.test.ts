import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { chunksOf, inChunksAhead } from './chunks-ahead.ts';

describe('chunks of rows', () => {
  it('hold every row once, in order, and the last is shorter', () => {
    expect([...chunksOf([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
    expect([...chunksOf([1, 2], 2)]).toEqual([[1, 2]]);
    expect([...chunksOf([], 2)]).toEqual([]);
  });
});

describe('writing chunks ahead', () => {
  it('gives the results in order', async () => {
    const results = await inChunksAhead([3, 1, 2], async (turns) => {
      for (let turn = 0; turn < turns; turn += 1) await nextTurn();
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20]);
  });

  it('makes the next chunk while one is written, and not the one after', async () => {
    const told: string[] = [];
    function* made() {
      for (const chunk of ['a', 'b', 'c']) {
        told.push(`${chunk} made`);
        yield chunk;
      }
    }
    await inChunksAhead(made(), async (chunk) => {
      await nextTurn();
      await nextTurn();
      told.push(`${chunk} written`);
    });
    expect(told.indexOf('b made')).toBeLessThan(told.indexOf('a written'));
    expect(told.at(-1)).toBe('c written');
  });

  it('has at most two chunks under way', async () => {
    let underWay = 0;
    let most = 0;
    await inChunksAhead([1, 2, 3, 4, 5], async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await nextTurn();
      underWay -= 1;
    });
    expect(most).toBe(2);
  });

  it('ends with the first failure and begins nothing after it', async () => {
    const begun: number[] = [];
    const writing = inChunksAhead([1, 2, 3, 4], async (chunk) => {
      begun.push(chunk);
      await nextTurn();
      throw new Error(`chunk ${chunk}`);
    });
    await expect(writing).rejects.toThrow('chunk 1');
    await nextTurn();
    expect(begun).toEqual([1, 2]);
  });
});
