type Position = readonly [longitude: number, latitude: number];

/** Mean radius of the Earth (IUGG), metres. */
const EARTH_RADIUS = 6_371_008.8;
const RADIAN = Math.PI / 180;

/**
 * Metres between two WGS 84 positions on a plane that touches the Earth half-way between them (equirectangular):
 * within 0.2 % of the spheroid over the tens of kilometres of a city.
 */
export function metresBetween(one: Position, other: Position): number {
  const middle = ((one[1] + other[1]) / 2) * RADIAN;
  const east = (other[0] - one[0]) * RADIAN * Math.cos(middle);
  const north = (other[1] - one[1]) * RADIAN;
  return Math.hypot(east, north) * EARTH_RADIUS;
}

/** Metres of a line through WGS 84 positions. */
export function metresAlong(line: readonly Position[]): number {
  let metres = 0;
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1], line[index]];
    if (from !== undefined && to !== undefined) metres += metresBetween(from, to);
  }
  return metres;
}

/** Interpolates between two positions on a straight line; 0 is the first, 1 the second. */
export function between(one: Position, other: Position, share: number): [number, number] {
  return [one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share];
}
