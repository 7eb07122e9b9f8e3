import type { Engine } from './engine.ts';
import { matches } from './match-queries.ts';
import { compileQuery, type EngineQuery } from './query.ts';
import { type Region, regionParts } from './region.ts';

/** Points by category number and by commune id; a point on a border counts in each of its communes. */
type GroupCounts = {
  total: number;
  byCategory: Map<number, number>;
  byCommune: Map<number, number>;
};

/** Counts the points that match by category and by commune. */
export function countGroups(engine: Engine, query: EngineQuery, region: Region): GroupCounts {
  const byClass = new Uint32Array(0x100);
  const bySet = new Uint32Array(engine.communeSets.size);
  let total = 0;
  for (const { leaf, hits } of matches(engine, compileQuery(engine, query), regionParts(region))) {
    const { classes, communeCodes, communeDictionary } = leaf;
    total += hits.count;
    for (let hit = 0; hit < hits.count; hit += 1) {
      const slot = hits.slots[hit] ?? 0;
      const pointClass = classes[slot] ?? 0;
      byClass[pointClass] = (byClass[pointClass] ?? 0) + 1;
      const set = communeDictionary[communeCodes[slot] ?? 0] ?? 0;
      bySet[set] = (bySet[set] ?? 0) + 1;
    }
  }
  const byCategory = new Map<number, number>();
  for (const [pointClass, count] of byClass.entries()) add(byCategory, pointClass >>> 1, count);
  const byCommune = new Map<number, number>();
  for (const [set, communeIds] of engine.communeSets.all().entries()) {
    for (const communeId of communeIds) add(byCommune, communeId, bySet[set] ?? 0);
  }
  return { total, byCategory, byCommune };
}

function add(counts: Map<number, number>, key: number, count: number): void {
  if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count);
}
