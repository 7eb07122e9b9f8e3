/** Counts of an area before and after. */
type BeforeAfter = readonly [before: number, after: number];

type Displacement = { difference: number; standardError: number; z: number };

/**
 * Weighted displacement difference (Wheeler and Ratcliffe 2018): the change where something was done, less that of
 * a like area where nothing was, plus the same for the ring around it. Below 0: fewer, even with what moved
 * next door. Var = sum of the eight counts.
 */
export function weightedDisplacement(areas: {
  treated: BeforeAfter;
  control: BeforeAfter;
  ring: BeforeAfter;
  ringControl: BeforeAfter;
}): Displacement {
  const change = ([before, after]: BeforeAfter) => after - before;
  const difference =
    change(areas.treated) - change(areas.control) + change(areas.ring) - change(areas.ringControl);
  const counts = [areas.treated, areas.control, areas.ring, areas.ringControl].flat();
  const standardError = Math.sqrt(counts.reduce((sum, count) => sum + count, 0));
  return { difference, standardError, z: standardError === 0 ? 0 : difference / standardError };
}
