import type { Lane } from './search-problem.ts';

// Times come as vectors over the number of breaks taken so far: at index b, the earliest (or the latest)
// moment with b of them behind. An earlier team can wait, so that no other state is needed.

/** Takes the next break at this spot wherever it makes that count reachable earlier. */
export function takeBreaks(lane: Lane, times: Float64Array, offset: number): void {
  const { breaks } = lane;
  for (let index = 0; index < breaks.length; index += 1) {
    const one = breaks[index] as Lane['breaks'][number];
    const ready = times[offset + index] as number;
    const start = ready > one.from ? ready : one.from;
    if (start > one.to) continue;
    const end = start + one.seconds;
    if (end < (times[offset + index + 1] as number)) times[offset + index + 1] = end;
  }
}

/** Steps backwards: the latest moments to be at this spot, given those after a break taken here. */
export function takeBreaksBackwards(lane: Lane, times: Float64Array, offset: number): void {
  const { breaks } = lane;
  for (let index = breaks.length - 1; index >= 0; index -= 1) {
    const one = breaks[index] as Lane['breaks'][number];
    const limit = (times[offset + index + 1] as number) - one.seconds;
    if (limit < one.from) continue;
    const latest = limit < one.to ? limit : one.to;
    if (latest > (times[offset + index] as number)) times[offset + index] = latest;
  }
}
