import type { GroundLine } from '#client/map/ground/street-lines.ts';

/** A position in the drawing. */
export type Spot = readonly [x: number, y: number];
type Drawn = Pick<GroundLine, 'kind' | 'class' | 'name'> & { spots: Spot[] };

/** Room of a letter along its street, and between the middles of two names, in units of the drawing. */
const LETTER = 4.6;
const BETWEEN = 34;
/** Least distance of a letter from the middle of a mark, and from a letter of another name. */
const FROM_MARK = 15;
const FROM_LETTER = 9;
const MARGIN = 14;
const MOST_NAMES = 24;
const ORDER = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential'];

/**
 * Chooses the streets that are named: the large ones first, each once and where it is longest, if the name fits along
 * it, within the drawing and away from what is `taken` and from other names. Lines run from left to right.
 */
export function chooseNames(
  lines: readonly Drawn[],
  { width, height }: { width: number; height: number },
  taken: readonly Spot[],
): { name: string; spots: Spot[] }[] {
  const rankOf = ({ class: street }: Drawn) => (ORDER.indexOf(street) + 99) % 99;
  const candidates = lines
    .filter(({ kind, name }) => kind === 'street' && name !== null)
    .map((one) => ({ ...one, length: lengthOf(one.spots) }))
    .filter(({ name, length }) => length > LETTER * (name?.length ?? 0))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.length - a.length);
  const chosen = new Map<string, { name: string; spots: Spot[] }>();
  const middles: Spot[] = [];
  const letters: Spot[] = [];
  for (const { name, spots, length } of candidates) {
    if (name === null || chosen.has(name) || chosen.size >= MOST_NAMES) continue;
    const own = lettersAlong(spots, length, name.length);
    const middle = spotAt(spots, length / 2);
    const inside = own.every(
      ([x, y]) => x > MARGIN && x < width - MARGIN && y > MARGIN && y < height - MARGIN,
    );
    const covers =
      isNear(own, taken, FROM_MARK) ||
      isNear(own, letters, FROM_LETTER) ||
      isNear([middle], middles, BETWEEN);
    if (!inside || covers) continue;
    middles.push(middle);
    letters.push(...own);
    const fromLeft = (spots[0]?.[0] ?? 0) <= (spots.at(-1)?.[0] ?? 0);
    chosen.set(name, { name, spots: fromLeft ? spots : spots.toReversed() });
  }
  return [...chosen.values()];
}

/** The middles of the letters of a name that is written around the middle of a line. */
function lettersAlong(spots: readonly Spot[], length: number, count: number): Spot[] {
  const first = (length - LETTER * count) / 2;
  return Array.from({ length: count }, (_, at) => spotAt(spots, first + LETTER * (at + 0.5)));
}

function isNear(own: readonly Spot[], others: readonly Spot[], distance: number): boolean {
  return own.some((one) => others.some((other) => apart(one, other) < distance));
}

function apart(one: Spot, other: Spot): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

function lengthOf(spots: readonly Spot[]): number {
  return spots.reduce((sum, spot, at) => sum + apart(spots[at - 1] ?? spot, spot), 0);
}

/** The spot of a line that lies so far from its beginning. */
function spotAt(spots: readonly Spot[], distance: number): Spot {
  let left = distance;
  for (const [at, to] of spots.entries()) {
    const from = spots[at - 1] ?? to;
    const piece = apart(from, to);
    if (piece > 0 && piece >= left) {
      const share = left / piece;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= piece;
  }
  return spots.at(-1) ?? [0, 0];
}
