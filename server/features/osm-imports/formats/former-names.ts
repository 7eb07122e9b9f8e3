import type { Commune } from '#server/contract/commune.ts';
import { foldText } from '#server/contract/text.ts';
import type { OsmTags } from '#server/methods/osm/osm-data.ts';

export type FormerNameOfCommune = { communeCode: string; name: string };

/** Keys whose value is a name that an area had before: https://wiki.openstreetmap.org/wiki/Key:old_name */
const KEYS = ['old_name', 'old_name:vi'] as const;
const TYPE = /^(phường|xã|thị trấn)\s+/iu;
const SHORTEST = 2;
const LONGEST = 100;

/**
 * Former names of communes as mappers have tagged them, without their type and without those that say nothing new.
 * Other names (`alt_name`) are no former ones and are left alone.
 * @param tags of each commune's area, by the code of the commune
 */
export function formerNamesOf(
  tags: ReadonlyMap<string, OsmTags>,
  communes: readonly Commune[],
): FormerNameOfCommune[] {
  const present = new Map(communes.map(({ code, name }) => [code, foldText(name)]));
  const found = new Map<string, FormerNameOfCommune>();
  for (const [communeCode, given] of tags) {
    for (const value of KEYS.flatMap((key) => given[key]?.split(';') ?? [])) {
      const name = value.trim().replace(TYPE, '');
      const isNew = foldText(name) !== present.get(communeCode);
      if (isNew && name.length >= SHORTEST && name.length <= LONGEST) {
        found.set(`${communeCode} ${name}`, { communeCode, name });
      }
    }
  }
  return [...found.values()];
}
