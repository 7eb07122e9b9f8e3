import { describe, expect, it, onTestFinished, vi } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import { buildRoadGraph } from '#server/methods/roads/road-graph.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';
import { ShortestWays } from '#server/methods/roads/shortest-ways.ts';
import { buildSnapIndex } from '#server/methods/roads/snap.ts';

import { roadLeg, roadMatrix } from './road-travel.ts';

const METRES = 1_000;
function street(fromNode: number, line: LonLat[], car: RoadEdge['car'] = 'both'): RoadEdge {
  const open = { motorbike: 'both', car, metres: METRES, maxSpeed: null, name: null } as const;
  return { fromNode, toNode: fromNode + 1, wayId: 1, class: 'residential', ...open, line };
}
/** Two streets in a row on this side of a river, one on the other; no bridge. */
const NEAR: LonLat[][] = [
  [
    [105.8, 21],
    [105.81, 21],
  ],
  [
    [105.81, 21],
    [105.82, 21],
  ],
];
const FAR: LonLat[] = [
  [105.8, 21.1],
  [105.81, 21.1],
];
const edges = [street(1, NEAR[0] ?? []), street(2, NEAR[1] ?? []), street(10, FAR)];
const graph = buildRoadGraph(edges, 'car', ({ metres }) => metres / 10);
const network = { graph, snap: buildSnapIndex(graph) };
const here: LonLat[] = [
  [105.802, 21.0001],
  [105.805, 21.0001],
  [105.815, 21.0001],
];
const there: LonLat[] = [
  [105.802, 21.1001],
  [105.805, 21.1001],
  [105.808, 21.1001],
];

describe('stops on two sides of a river without a bridge', () => {
  it('are named where the fewer of them lie', async () => {
    const [lost] = there;
    const matrix = await roadMatrix(network, [...here, lost ?? [0, 0]]);
    expect(matrix.unreachable).toEqual([3]);
    expect(matrix.seconds[3]).toBe(Infinity);
  });

  it('are all within reach of each other on the smaller side, and no stop of that round is lost', async () => {
    const matrix = await roadMatrix(network, there);
    expect(matrix.unreachable).toEqual([]);
    expect(matrix.metres[1]).toBeCloseTo(0.3 * METRES, 3);
  });

  it('are named when no street is anywhere near', async () => {
    const matrix = await roadMatrix(network, [...here, [105.3, 20.5]]);
    expect(matrix.unreachable).toEqual([3]);
    expect(matrix.snapMetres[3]).toBe(Infinity);
  });
});

describe('a way that is drawn', () => {
  it('follows the street from where the one stop meets it to where the other does', () => {
    const [from, , to] = here;
    const leg = roadLeg(network, from ?? [0, 0], to ?? [0, 0]);
    expect(leg?.metres).toBeCloseTo(1.3 * METRES, 3);
    expect(leg?.line.map(([longitude]) => Number(longitude.toFixed(6)))).toEqual([
      105.802, 105.81, 105.815,
    ]);
    expect(leg?.line.every(([, latitude]) => latitude === 21)).toBe(true);
  });

  it('runs backwards along a stretch that is ridden against its line', () => {
    const [to, , from] = here;
    const leg = roadLeg(network, from ?? [0, 0], to ?? [0, 0]);
    expect(leg?.line.map(([longitude]) => Number(longitude.toFixed(6)))).toEqual([
      105.815, 105.81, 105.802,
    ]);
  });

  it('is none across the river', () => {
    expect(roadLeg(network, here[0] ?? [0, 0], there[0] ?? [0, 0])).toBeNull();
  });
});

describe('what has been measured between two places', () => {
  const anew = () => {
    const fresh = buildRoadGraph(edges, 'car', ({ metres }) => metres / 10);
    return { graph: fresh, snap: buildSnapIndex(fresh) };
  };
  const [lost = [0, 0]] = there;

  it('is searched once: afterwards only what is new, and the answer is that of a fresh mind', async () => {
    const searches = vi.spyOn(ShortestWays.prototype, 'waysToPrepared');
    onTestFinished(() => searches.mockRestore());
    const goals = () => searches.mock.calls.map(([, { targets }]) => targets.length);
    const known = anew();
    const first = await roadMatrix(known, here);
    expect(goals()).toEqual([3, 3, 3]);
    searches.mockClear();
    expect(await roadMatrix(known, here)).toEqual(first);
    expect(await roadMatrix(known, here.toReversed())).toEqual(
      await roadMatrix(anew(), here.toReversed()),
    );
    expect(goals()).toEqual([3, 3, 3]);
    searches.mockClear();
    const more = await roadMatrix(known, [lost, ...here]);
    expect(goals()).toEqual([4, 1, 1, 1]);
    expect(more).toEqual(await roadMatrix(anew(), [lost, ...here]));
  });

  it('is forgotten with more places than are kept, and measured again', async () => {
    const known = anew();
    const first = await roadMatrix(known, here);
    const many = Array.from({ length: 499 }, (_, at): LonLat => [105.8 + at * 0.00002, 21.0001]);
    await roadMatrix(known, many);
    expect(await roadMatrix(known, here)).toEqual(first);
    const twice = await roadMatrix(known, [...here, ...here]);
    expect(twice.seconds[3]).toBe(0);
    expect(twice.unreachable).toEqual([]);
  });
});
