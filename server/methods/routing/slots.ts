/**
 * Puts free stops in their order around those locked to a position. A locked one whose position the route does
 * not reach, or that another holds already, stands at the end, out of place.
 * @param order stops; read up to `length`
 * @param slot position that each stop is locked to, -1 where it is free
 * @param out at least `length` long
 */
export function arrange(
  order: Int32Array,
  length: number,
  slot: Int32Array,
  out: Int32Array,
): void {
  out.fill(-1, 0, length);
  const homeless: number[] = [];
  for (let at = 0; at < length; at += 1) {
    const stop = order[at] as number;
    const place = slot[stop] as number;
    if (place < 0) continue;
    if (place < length && out[place] === -1) out[place] = stop;
    else homeless.push(stop);
  }
  let next = 0;
  for (let at = 0; at < length; at += 1) {
    const stop = order[at] as number;
    if ((slot[stop] as number) >= 0) continue;
    while (out[next] !== -1) next += 1;
    out[next] = stop;
  }
  homeless.sort((a, b) => (slot[a] as number) - (slot[b] as number) || a - b);
  for (const stop of homeless) {
    while (out[next] !== -1) next += 1;
    out[next] = stop;
  }
}
