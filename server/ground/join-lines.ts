/** A stretch of a way: ids of its nodes in their order, two or more. */
export type Stretch = readonly number[];
/** The direction in which a line leaves a node towards the next one. */
export type Heading = (node: number, next: number) => readonly [x: number, y: number];

/**
 * Joins stretches end to end to lines as long as possible: where several go on from a node, the straightest one does.
 * Names along a street then have room, and no joint shows. The result depends on the order of the stretches alone.
 * @returns the nodes of each line; every stretch is in exactly one of them
 */
export function joinLines(stretches: readonly Stretch[], heading: Heading): number[][] {
  const ends = new Map<number, number[]>();
  stretches.forEach((stretch, index) => {
    for (const node of new Set([stretch[0] ?? 0, stretch.at(-1) ?? 0])) {
      const there = ends.get(node);
      if (there === undefined) ends.set(node, [index]);
      else there.push(index);
    }
  });
  const isUsed = new Uint8Array(stretches.length);
  const lines: number[][] = [];
  stretches.forEach((stretch, index) => {
    if (isUsed[index] === 1) return;
    isUsed[index] = 1;
    const forward = [...stretch];
    extend(forward, stretches, ends, isUsed, heading);
    const backward = [forward[0] ?? 0, forward[1] ?? 0].toReversed();
    extend(backward, stretches, ends, isUsed, heading);
    lines.push(backward.length === 2 ? forward : [...backward.slice(2).reverse(), ...forward]);
  });
  return lines;
}

/** Lengthens a line at its end until nothing goes on from there, or it has come round. */
function extend(
  line: number[],
  stretches: readonly Stretch[],
  ends: ReadonlyMap<number, number[]>,
  isUsed: Uint8Array,
  heading: Heading,
): void {
  for (;;) {
    const [before = 0, end = 0] = line.slice(-2);
    const from = heading(end, before);
    let [next, most] = [-1, Infinity];
    for (const index of ends.get(end) ?? []) {
      if (isUsed[index] === 1) continue;
      const nodes = stretches[index] ?? [];
      const ahead = nodes[0] === end ? nodes[1] : nodes.at(-2);
      // The cosine of the angle between the two: -1 when the line goes straight on.
      const turn = cosine(from, heading(end, ahead ?? end));
      if (turn < most) [next, most] = [index, turn];
    }
    const nodes = stretches[next];
    if (nodes === undefined) return;
    isUsed[next] = 1;
    const onward = nodes[0] === end ? nodes : nodes.toReversed();
    for (let at = 1; at < onward.length; at += 1) line.push(onward[at] ?? 0);
  }
}

function cosine([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const lengths = Math.hypot(ax, ay) * Math.hypot(bx, by);
  return lengths === 0 ? 1 : (ax * bx + ay * by) / lengths;
}
