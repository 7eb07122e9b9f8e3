import { readFileSync } from 'node:fs';

import { FILES } from '#tests/support/sources/source-imports.ts';

import { PLACES, TABLE } from './allowed-places.ts';

export type AllowedPlaces = ReadonlyMap<string, ReadonlySet<string>>;

const OF_FEATURES = FILES.filter((file) => /^tests\/features\/[^/]+\/marks\.txt$/.test(file));

/** Reads the table, and those of the features: names of places by field. */
export function readAllowedPlaces(): AllowedPlaces {
  const table = [TABLE, ...OF_FEATURES.map((file) => readFileSync(file, 'utf8'))].join('\n');
  const allowed = new Map<string, ReadonlySet<string>>();
  let places: ReadonlySet<string> = new Set();
  for (const line of table.trim().split(/\n+/)) {
    const [route, names] = line.split(': ');
    if (!line.startsWith(' ')) places = placesOf(line);
    else if (names !== undefined)
      for (const name of names.split(', ')) allowed.set(`${route?.trim()} ${name}`, places);
  }
  return allowed;
}

function placesOf(signs: string): ReadonlySet<string> {
  if (signs.startsWith('nowhere')) return new Set();
  return new Set(
    Array.from(signs.replaceAll(' ', ''), (sign) => {
      const place = PLACES[sign];
      if (place === undefined) throw new Error(`no place has the sign ${sign}`);
      return place;
    }),
  );
}

/** Writes the table as it would be by what was seen. */
export function writeTable(seen: ReadonlyMap<string, ReadonlySet<string>>): string {
  const groups = new Map<string, Map<string, string[]>>();
  for (const [field, places] of seen) {
    const signs = Object.entries(PLACES)
      .filter(([, place]) => places.has(place))
      .map(([sign]) => sign)
      .join('');
    const routes = groups.get(signs) ?? new Map<string, string[]>();
    const [method, path] = field.split(' ');
    const route = `${method} ${path}`;
    routes.set(route, [...(routes.get(route) ?? []), field.slice(route.length + 1)]);
    groups.set(signs, routes);
  }
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([signs, routes]) => [
      signs === '' ? 'nowhere' : signs,
      ...[...routes].map(([route, names]) => `  ${route}: ${names.join(', ')}`),
    ])
    .join('\n');
}
