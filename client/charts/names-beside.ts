/** A dot of a chart at a place in pixels, and its name. */
export type NamedDot = { key: string; name: string; x: number; y: number };
export type PlacedName = { key: string; above: boolean };

/** Width of a letter at 12 pixels, on the average; names are measured a little too wide rather than too narrow. */
const LETTER = 7;
const HEIGHT = 16;
/** Distance between a dot and the middle of its name. */
const AWAY = 16;
const DOT = 5;

type Box = { left: number; right: number; top: number; bottom: number };

/**
 * Chooses the names that can be written at their dots without lying over another name, over a dot or beyond the frame:
 * the first of the list first, above its dot or else below it. Names in `always` are written in any case.
 * @param dots the more telling ones first
 * @param frame in pixels
 */
export function namesBeside(
  dots: readonly NamedDot[],
  others: readonly { x: number; y: number }[],
  frame: Box,
  always: ReadonlySet<string>,
): PlacedName[] {
  const taken: Box[] = [...dots, ...others].map(({ x, y }) => ({
    left: x - DOT,
    right: x + DOT,
    top: y - DOT,
    bottom: y + DOT,
  }));
  const placed: PlacedName[] = [];
  const first = dots.filter(({ key }) => always.has(key));
  const rest = dots.filter(({ key }) => !always.has(key));
  for (const dot of [...first, ...rest]) {
    const above = [true, false].find((up) => isFree(boxOf(dot, up), taken, frame));
    if (above === undefined && !always.has(dot.key)) continue;
    const up = above ?? true;
    taken.push(boxOf(dot, up));
    placed.push({ key: dot.key, above: up });
  }
  return placed;
}

function boxOf({ name, x, y }: NamedDot, above: boolean): Box {
  const middle = above ? y - AWAY : y + AWAY;
  const half = (name.length * LETTER) / 2;
  return {
    left: x - half,
    right: x + half,
    top: middle - HEIGHT / 2,
    bottom: middle + HEIGHT / 2,
  };
}

function isFree(box: Box, taken: readonly Box[], frame: Box): boolean {
  const inside =
    box.left >= frame.left &&
    box.right <= frame.right &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom;
  return (
    inside &&
    taken.every(
      (other) =>
        box.right <= other.left ||
        box.left >= other.right ||
        box.bottom <= other.top ||
        box.top >= other.bottom,
    )
  );
}
