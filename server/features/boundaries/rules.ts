import type { BoundaryReport } from '#server/contract/boundary.ts';
import type { Commune } from '#server/contract/commune.ts';
import { CITY_BOUNDS, isInBox } from '#server/contract/geo.ts';
import type { DerivedCommunes } from '#server/features/communes/queries.ts';
import type { AskedSuccessors } from '#server/features/handovers/successor-commands.ts';

import type { BoundaryFeature, BoundaryWarning } from './formats/boundary-file.ts';

type CommuneName = Pick<Commune, 'code' | 'name' | 'type'>;

/** The first day of the communes in force: what a boundary file is valid from unless somebody says else. */
export function firstDayOf(communes: readonly Commune[]): string {
  return communes.reduce((latest, { validFrom }) => (validFrom > latest ? validFrom : latest), '');
}

export function nameOf({ code, name, type }: Commune): CommuneName {
  return { code, name, type };
}

/** True when an area (WGS 84) lies wholly outside the surroundings of the city. */
export function isOutsideCity(feature: BoundaryFeature): boolean {
  return feature.geometry.coordinates.every((polygon) =>
    polygon.every((ring) => ring.every((position) => !isInBox(position, CITY_BOUNDS))),
  );
}

/** Counts the warnings of the file's reader by kind. */
export function countWarnings(warnings: readonly BoundaryWarning[]): BoundaryReport['warnings'] {
  const counts = new Map<string, number>();
  for (const { code } of warnings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count }));
}

export function countPoints(
  derived: DerivedCommunes,
  successors: AskedSuccessors,
): BoundaryReport['points'] {
  return {
    total: derived.points,
    uncertain: derived.uncertain,
    near: derived.near,
    leadChanged: derived.leadChanged,
    chosenLost: derived.chosenLost,
    outside: derived.outside.length,
    successorsAsked: successors.asked,
    successorsUnknown: successors.waiting,
  };
}

export function sumAreas(areas: BoundaryReport['areas']): {
  totalAreaKm2: number;
  previousTotalAreaKm2: number | null;
} {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const previous = areas.flatMap(({ previousAreaKm2 }) => previousAreaKm2 ?? []);
  return {
    totalAreaKm2: sum(areas.map(({ areaKm2 }) => areaKm2)),
    previousTotalAreaKm2: previous.length === 0 ? null : sum(previous),
  };
}
