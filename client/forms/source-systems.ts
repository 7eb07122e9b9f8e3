import * as z from 'zod';

import { ApiProblem } from '#client/api/problem.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { SystemSuggestion } from '#server/contract/boundary.ts';

/** The systems that a map file of this country may be in, by EPSG number, the likeliest first. */
const SOURCE_SYSTEMS: readonly (readonly [srid: number, name: string])[] = [
  [4326, 'WGS 84'],
  [5897, 'VN-2000 / TM-3 105°00′ (Hà Nội)'],
  [3405, 'VN-2000 / UTM 48N'],
  [3406, 'VN-2000 / UTM 49N'],
  [4756, 'VN-2000'],
  [32648, 'WGS 84 / UTM 48N'],
  [32649, 'WGS 84 / UTM 49N'],
  [3857, 'WGS 84 / Pseudo-Mercator'],
  [5896, 'VN-2000 / TM-3 102°00′'],
  [9205, 'VN-2000 / TM-3 103°00′'],
  [9206, 'VN-2000 / TM-3 104°00′'],
  [9207, 'VN-2000 / TM-3 104°30′'],
  [9208, 'VN-2000 / TM-3 104°45′'],
  [9209, 'VN-2000 / TM-3 105°30′'],
  [9210, 'VN-2000 / TM-3 105°45′'],
  [9211, 'VN-2000 / TM-3 106°00′'],
  [9212, 'VN-2000 / TM-3 106°15′'],
  [9213, 'VN-2000 / TM-3 106°30′'],
  [9214, 'VN-2000 / TM-3 107°00′'],
  [9215, 'VN-2000 / TM-3 107°15′'],
  [9216, 'VN-2000 / TM-3 107°30′'],
  [5899, 'VN-2000 / TM-3 107°45′'],
  [5898, 'VN-2000 / TM-3 108°00′'],
  [9217, 'VN-2000 / TM-3 108°15′'],
  [9218, 'VN-2000 / TM-3 108°30′'],
];

const SuggestionsFound = z.object({ suggestions: z.array(SystemSuggestion) });

type Choice = { value: string; label: string };

/** Choices of a coordinate system: as the file says, those that the server suggests with the reason, and the others. */
export function systemChoices(
  suggestions: readonly SystemSuggestion[],
  { boundaries }: Text,
  format: Format,
): (Choice | { group: string; items: Choice[] })[] {
  const auto = { value: '', label: boundaries.sridAuto };
  const choiceOf = (srid: number, name: string, why = ''): Choice => ({
    value: String(srid),
    label: `${name} · EPSG:${srid}${why}`,
  });
  if (suggestions.length === 0) {
    return [auto, ...SOURCE_SYSTEMS.map(([srid, name]) => choiceOf(srid, name))];
  }
  const nameOf = (wanted: number) =>
    SOURCE_SYSTEMS.find(([srid]) => srid === wanted)?.[1] ?? `EPSG:${wanted}`;
  const suggested = suggestions.map((one) => {
    const why = boundaries.sridWhy({
      inside: format.number(one.inside, 0),
      total: format.number(one.total, 0),
      distance: format.distance(one.metresFromCentre),
    });
    return choiceOf(one.srid, nameOf(one.srid), ` · ${why}`);
  });
  const others = SOURCE_SYSTEMS.filter(([srid]) => suggestions.every((one) => one.srid !== srid));
  return [
    auto,
    { group: boundaries.sridSuggested, items: suggested },
    { group: boundaries.sridOthers, items: others.map(([srid, name]) => choiceOf(srid, name)) },
  ];
}

/** The systems that the server found to fit where it could not tell which one a map file is in; else none. */
export function systemsIn(error: unknown): SystemSuggestion[] {
  const parameters = error instanceof ApiProblem ? error.parameters : {};
  const found = SuggestionsFound.safeParse(parameters);
  return found.success ? found.data.suggestions : [];
}
