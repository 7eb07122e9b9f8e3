import { describe, expect, it } from 'vitest';

import { type Actor, REACH, type Role } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';
import { IdBitset } from '#server/engine/point-ids.ts';

import { engineFilter, type WordReach, wordReach } from './engine-filter.ts';

const actorOf = (role: Role, communeIds: number[] = []): Actor => ({
  accountId: 'a',
  role,
  reach: REACH[role],
  communeIds,
});

/** Words that are asked of the index with the reach of who asks; no database is there. */
function depsThat(found: readonly number[]) {
  const asked: { text: string; key: WordReach['key'] }[] = [];
  const pointWords = {
    matching: (text: string, { key }: Pick<WordReach, 'key'>) => {
      asked.push({ text, key });
      return Promise.resolve(new IdBitset([...found]));
    },
  };
  return { deps: { pointWords } as unknown as Deps, asked };
}

describe('who finds which points by words', () => {
  const reachOf = (actor: Actor) => wordReach(depsThat([]).deps, actor);

  it('of the whole city all of them', async () => {
    const { key, sees, ids } = await reachOf(actorOf('analyst'));
    expect([key, sees(1, []), sees(2, [5]), ids]).toEqual(['city', true, true, null]);
  });

  it('of some communes those that touch one of them', async () => {
    const { key, sees, ids } = await reachOf(actorOf('leader', [9, 7, 10]));
    expect(key).toBe('7,9,10');
    expect([sees(1, [7]), sees(1, [3, 10]), sees(1, [1]), sees(1, [])]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(ids).toBeNull();
  });

  it('without communes none', async () => {
    const { key, sees } = await reachOf(actorOf('officer'));
    expect([key, sees(1, [7])]).toEqual(['', false]);
  });
});

describe('the filter of the engine', () => {
  it('is the one that was asked where no words are, and the index is left alone', async () => {
    const { deps, asked } = depsThat([1]);
    const filter = { kind: 'business' as const, as_of: '2026-03-01' };
    expect(await engineFilter(deps, actorOf('leader', [7]), filter)).toEqual(filter);
    expect(await engineFilter(deps, actorOf('analyst'), { q: '', ...filter })).toEqual(filter);
    expect(asked).toEqual([]);
  });

  it('has the ids that the words mean instead of the words', async () => {
    const { deps, asked } = depsThat([4, 6]);
    const filter = await engineFilter(deps, actorOf('leader', [7]), { q: 'sao', kind: 'business' });
    expect(asked).toEqual([{ text: 'sao', key: '7' }]);
    expect(Object.keys(filter).toSorted()).toEqual(['ids', 'kind']);
    expect([3, 4, 5, 6].map((id) => filter.ids?.bit(id))).toEqual([0, 1, 0, 1]);
  });
});
