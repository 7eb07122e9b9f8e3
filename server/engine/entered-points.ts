import type { Engine } from './engine.ts';
import { matchLeaf } from './match.ts';
import { compileQuery, mayMatch, type EngineQuery } from './query.ts';

/** Points that came into a filter: all of them counted, the smallest ids named. */
export type Entered = { total: number; ids: number[] };

/**
 * Finds the points that match `now` and did not match `before`. Yields after each leaf, so that others are served
 * in between; the engine may change then, and a later leaf is read as it is by then.
 */
export function* enteredPoints(
  engine: Engine,
  { now, before }: { now: EngineQuery; before: EngineQuery },
  most: number,
): Generator<void, Entered> {
  const compiledNow = compileQuery(engine, now);
  const compiledBefore = compileQuery(engine, before);
  const found: number[] = [];
  for (const leaf of engine.leaves) {
    if (mayMatch(leaf, compiledNow)) {
      const hits = matchLeaf(leaf, compiledNow.stateOfLeaf(leaf), compiledNow, 0, leaf.size);
      // The selection vector and the columns of the state are written over by the next question.
      const present = hits.slots.slice(0, hits.count);
      const known = new Uint8Array(leaf.size);
      if (present.length > 0 && mayMatch(leaf, compiledBefore)) {
        const state = compiledBefore.stateOfLeaf(leaf);
        const earlier = matchLeaf(leaf, state, compiledBefore, 0, leaf.size);
        for (let hit = 0; hit < earlier.count; hit += 1) known[earlier.slots[hit] ?? 0] = 1;
      }
      for (const slot of present) if (known[slot] === 0) found.push(leaf.ids[slot] ?? 0);
    }
    yield;
  }
  return { total: found.length, ids: found.toSorted((a, b) => a - b).slice(0, most) };
}
