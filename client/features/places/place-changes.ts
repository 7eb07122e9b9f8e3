import { namedAliases, type AliasDraft } from '#client/forms/alias-fields.tsx';
import type { PointDetail } from '#server/contract/point.ts';

export type PlaceValues = {
  officialName: string;
  address: string;
  aliases: AliasDraft[];
  category: string;
  locationErrorMetres: number | string;
  leadCommuneId: string | null;
};

export function placeValues(point: PointDetail): PlaceValues {
  return {
    officialName: point.officialName,
    address: point.address ?? '',
    aliases: point.aliases.map(({ name, source }) => ({ name, source: source ?? '' })),
    category: point.category,
    locationErrorMetres: point.locationErrorMetres ?? '',
    leadCommuneId: String(leadOf(point)?.id ?? ''),
  };
}

export function leadOf(point: PointDetail) {
  return point.communes.find((commune) => commune.lead);
}

/** Metres as typed; an empty field is an unknown error. */
export function metresOf(typed: number | string): number | null {
  return typed === '' ? null : Number(typed);
}

/** Only what differs from the record: what was not touched is not corrected. */
export function placeChanges(point: PointDetail, values: PlaceValues) {
  const aliases = namedAliases(values.aliases);
  const metres = metresOf(values.locationErrorMetres);
  const name = values.officialName.trim();
  const address = values.address.trim() || null;
  const lead = Number(values.leadCommuneId);
  return {
    ...(name === point.officialName ? {} : { officialName: name }),
    ...(address === point.address ? {} : { address }),
    ...(JSON.stringify(aliases) === JSON.stringify(namedAliases(placeValues(point).aliases))
      ? {}
      : { aliases }),
    ...(values.category === point.category ? {} : { category: values.category }),
    ...(metres === point.locationErrorMetres ? {} : { locationErrorMetres: metres }),
    ...(lead === (leadOf(point)?.id ?? 0) ? {} : { leadCommuneId: lead }),
  };
}
