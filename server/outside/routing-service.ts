import * as z from 'zod';

import { LonLat } from '#server/contract/geo.ts';
import type { Vehicle } from '#server/contract/travel.ts';

/** A router outside, off unless an operator names one. Null: it did not answer in time or in a form we know. */
export type RoutingService = {
  host: string;
  matrix(positions: readonly LonLat[], vehicle: Vehicle): Promise<ServedMatrix | null>;
  route(positions: readonly LonLat[], vehicle: Vehicle): Promise<ServedLeg[] | null>;
};
export type ServedMatrix = {
  seconds: Float64Array;
  metres: Float64Array;
  snapMetres: number[];
  unreachable: number[];
};
export type ServedLeg = { line: LonLat[]; metres: number; seconds: number; approximate: boolean };

const TIMEOUT_MILLISECONDS = 8_000;
/** Default limit of positions in a request to an OSRM server. */
const MOST_POSITIONS = 100;
const MOST_BYTES = 20_000_000;

const Cells = z.array(z.array(z.number().nullable()));
const TableAnswer = z.object({
  code: z.literal('Ok'),
  durations: Cells,
  distances: Cells,
  sources: z.array(z.object({ distance: z.number() }).nullable()),
});
const RouteAnswer = z.object({
  code: z.literal('Ok'),
  routes: z
    .array(
      z.object({
        legs: z.array(
          z.object({
            distance: z.number(),
            duration: z.number(),
            steps: z.array(z.object({ geometry: z.object({ coordinates: z.array(LonLat) }) })),
          }),
        ),
      }),
    )
    .min(1),
});

/**
 * Asks an OSRM-compatible server (https://project-osrm.org/docs/v5.24.0/api/), whose profiles are called
 * `motorbike` and `driving`. Positions leave the system; more than {@link MOST_POSITIONS} are not asked for.
 */
export function createRoutingService(url: string, fetchFrom: typeof fetch = fetch): RoutingService {
  const base = url.endsWith('/') ? url : `${url}/`;
  const ask = async (path: string): Promise<unknown> => {
    try {
      const response = await fetchFrom(new URL(path, base), {
        headers: { accept: 'application/json', 'user-agent': 'dia-ban' },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
      if (!response.ok) return null;
      const text = await response.text();
      return text.length > MOST_BYTES ? null : JSON.parse(text);
    } catch {
      return null;
    }
  };
  const asked = (service: string, positions: readonly LonLat[], vehicle: Vehicle, more: string) => {
    const profile = vehicle === 'car' ? 'driving' : vehicle;
    return ask(`${service}/v1/${profile}/${positions.map((one) => one.join()).join(';')}?${more}`);
  };
  return {
    host: new URL(url).host,
    async matrix(positions, vehicle) {
      if (positions.length < 2 || positions.length > MOST_POSITIONS) return null;
      const answer = TableAnswer.safeParse(
        await asked('table', positions, vehicle, 'annotations=duration,distance'),
      );
      return answer.success ? readTable(answer.data, positions.length) : null;
    },
    async route(positions, vehicle) {
      if (positions.length < 2 || positions.length > MOST_POSITIONS) return null;
      const answer = RouteAnswer.safeParse(
        await asked('route', positions, vehicle, 'overview=false&steps=true&geometries=geojson'),
      );
      const legs = answer.data?.routes[0]?.legs ?? [];
      if (legs.length !== positions.length - 1) return null;
      return legs.map(({ distance, duration, steps }) => ({
        line: steps.flatMap(({ geometry }) => geometry.coordinates),
        metres: distance,
        seconds: duration,
        approximate: false,
      }));
    },
  };
}

function readTable(answer: z.infer<typeof TableAnswer>, length: number): ServedMatrix | null {
  const flat = (cells: z.infer<typeof Cells>) => cells.flat().map((cell) => cell ?? Infinity);
  const [seconds, metres] = [flat(answer.durations), flat(answer.distances)];
  if (seconds.length !== length * length || metres.length !== seconds.length) return null;
  const lost = (index: number) =>
    seconds.every((cell, at) => {
      const [from, to] = [Math.floor(at / length), at % length];
      return from === to || (from !== index && to !== index) || cell === Infinity;
    });
  return {
    seconds: Float64Array.from(seconds),
    metres: Float64Array.from(metres),
    snapMetres: answer.sources.map((source) => source?.distance ?? Infinity),
    unreachable: Array.from({ length }, (_, index) => index).filter(lost),
  };
}
