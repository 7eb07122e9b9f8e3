import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Plane geometry against the ellipsoid’s, within two kilometres. */
export const TOLERANCE_METRES = 0.5;

export type Metres = [east: number, north: number];
export type GivenShape =
  | { type: 'Point'; at: Metres }
  | { type: 'LineString'; at: [Metres, Metres] }
  | { type: 'Polygon'; at: [Metres, Metres, Metres, Metres] };

/** The time for which a place was closed, its last day excluded; null: it is closed still. */
export type GivenClosure = { cycle: number; closedOn: IsoDate; reopenedOn: IsoDate | null };

/** A place as the definition knows it; positions in metres from one middle. */
export type GivenPlace = {
  id: number;
  kind: 'business' | 'public_area';
  category: string;
  shape: GivenShape;
  errorMetres: number | null;
  closures: readonly GivenClosure[];
};
export type GivenSignal = {
  at: Metres;
  errorMetres: number | null;
  category: string | null;
  occurredOn: IsoDate;
};
export type Candidate = {
  id: number;
  metres: number;
  cycle: number;
  closedOn: IsoDate;
  candidate: boolean;
  /** Distance from the nearest limit that decides, metres. */
  margin: number;
};

/** Every place that a signal may speak of, closed on its day, by going through all of them one by one, best first. */
export function matchByBruteForce(
  signal: GivenSignal,
  places: readonly GivenPlace[],
  parameters: MatchingParameters,
): Candidate[] {
  const { radius, window } = parameters;
  return places
    .flatMap((place): Candidate[] => {
      const closure = place.closures.find(({ closedOn, reopenedOn }) => {
        const day = signal.occurredOn;
        return closedOn <= day && (reopenedOn === null || day < reopenedOn);
      });
      if (closure === undefined) return [];
      const { cycle, closedOn } = closure;
      const days = daysBetween(closedOn, signal.occurredOn);
      if (days <= window.graceDays || days > window.windowDays) return [];
      if (!speaksFor(signal.category, place.category, parameters)) return [];
      // σ of each axis, from radii of 95 %.
      const sigma = (error: number | null) => (error ?? radius.unknownErrorMetres) / 2.4477;
      const unsure =
        2.4477 * Math.sqrt(sigma(place.errorMetres) ** 2 + sigma(signal.errorMetres) ** 2);
      const r = place.kind === 'business' ? radius.business : radius.public_area;
      const limit = Math.max(r, unsure);
      const ring = Math.max(r * radius.vicinityFactor, unsure);
      const metres = distanceTo(place.shape, signal.at);
      const margin = Math.min(Math.abs(metres - limit), Math.abs(metres - ring));
      if (metres > ring && margin > TOLERANCE_METRES) return [];
      const { id } = place;
      return [{ id, metres, cycle, closedOn, candidate: metres <= limit, margin }];
    })
    .toSorted(
      (a, b) =>
        Number(b.candidate) - Number(a.candidate) ||
        a.metres - b.metres ||
        b.closedOn.localeCompare(a.closedOn) ||
        a.id - b.id,
    );
}

function speaksFor(
  ofSignal: string | null,
  ofPlace: string,
  { compatibility }: MatchingParameters,
): boolean {
  if (ofSignal === null) return true;
  const groupOf = (category: string) =>
    compatibility.groups.find(({ categories }) => categories.includes(category))?.code;
  const [from, to] = [groupOf(ofSignal), groupOf(ofPlace)];
  if (from === undefined) return false;
  return from === to || compatibility.compatible.some(([a, b]) => a === from && b === to);
}

/** Metres from a shape to a position; 0 within an area. */
export function distanceTo(shape: GivenShape, at: Metres): number {
  if (shape.type === 'Point') return away(shape.at, at);
  if (shape.type === 'LineString') return toSegment(...shape.at, at);
  const corners = shape.at;
  const sides = corners.map(
    (corner, index) => [corner, corners[(index + 1) % 4] ?? corner] as const,
  );
  if (sides.filter(([a, b]) => crosses(a, b, at)).length % 2 === 1) return 0;
  return Math.min(...sides.map(([a, b]) => toSegment(a, b, at)));
}

function away([east, north]: Metres, [otherEast, otherNorth]: Metres): number {
  return Math.hypot(east - otherEast, north - otherNorth);
}

function toSegment(a: Metres, b: Metres, at: Metres): number {
  const along: Metres = [b[0] - a[0], b[1] - a[1]];
  const squared = along[0] ** 2 + along[1] ** 2;
  const share =
    squared === 0 ? 0 : ((at[0] - a[0]) * along[0] + (at[1] - a[1]) * along[1]) / squared;
  const held = Math.max(0, Math.min(1, share));
  return away([a[0] + held * along[0], a[1] + held * along[1]], at);
}

/** True when a ray to the east from `at` crosses the side. */
function crosses(a: Metres, b: Metres, at: Metres): boolean {
  if (a[1] > at[1] === b[1] > at[1]) return false;
  return at[0] < ((b[0] - a[0]) * (at[1] - a[1])) / (b[1] - a[1]) + a[0];
}

const [MIDDLE_LONGITUDE, MIDDLE_LATITUDE] = [105.85, 21.03];
const SEMI_MAJOR = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING);

/** Lon/lat (WGS 84) of a position in metres; its error is some centimetres within two kilometres. */
export function lonLatOf([east, north]: Metres): [number, number] {
  const latitude = (MIDDLE_LATITUDE * Math.PI) / 180;
  const bent = 1 - SQUARED_ECCENTRICITY * Math.sin(latitude) ** 2;
  const meridian = (SEMI_MAJOR * (1 - SQUARED_ECCENTRICITY)) / bent ** 1.5;
  const across = (SEMI_MAJOR / Math.sqrt(bent)) * Math.cos(latitude);
  return [
    MIDDLE_LONGITUDE + ((east / across) * 180) / Math.PI,
    MIDDLE_LATITUDE + ((north / meridian) * 180) / Math.PI,
  ];
}

/** The same as well-known text. */
export function textOf(shape: GivenShape): string {
  const written = (at: Metres) => lonLatOf(at).join(' ');
  if (shape.type === 'Point') return `POINT(${written(shape.at)})`;
  if (shape.type === 'LineString') return `LINESTRING(${shape.at.map(written).join(',')})`;
  const [first] = shape.at;
  return `POLYGON((${[...shape.at, first].map(written).join(',')}))`;
}
