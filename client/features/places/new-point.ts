import { call, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { dayProblem, given } from '#client/forms/entered-values.ts';
import { namedAliases, type AliasDraft } from '#client/forms/alias-fields.tsx';
import { metresOf } from './place-changes.ts';
import { today } from '#client/i18n/today.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Geometry } from '#server/contract/geo.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

export type NewPointValues = {
  officialName: string;
  aliases: AliasDraft[];
  category: string;
  locationErrorMetres: number | string;
  grounds: string;
  effectiveOn: IsoDate | null;
  documentNumber: string;
  note: string;
};

const SHORTEST_NAME = 2;

export function emptyPoint(): NewPointValues {
  return {
    officialName: '',
    aliases: [],
    category: '',
    locationErrorMetres: '',
    grounds: '',
    effectiveOn: today(),
    documentNumber: '',
    note: '',
  };
}

/** What is missing of the words, by field. */
export function missingWords(values: NewPointValues, { pointActs: text }: Text) {
  return {
    officialName: values.officialName.trim().length < SHORTEST_NAME ? text.nameMissing : null,
    category: values.category === '' ? text.categoryMissing : null,
    effectiveOn: dayProblem(values.effectiveOn, today(), text),
  };
}

/** Proposes the place; gives its record. Throws ApiProblem, ApiUnreachable. */
export function sendPoint(
  values: NewPointValues,
  geometry: Geometry | null,
  key: string,
): Promise<PointDetail> {
  if (geometry === null) throw new Error('a place needs its geometry');
  const json = {
    officialName: values.officialName.trim(),
    aliases: namedAliases(values.aliases),
    category: values.category,
    geometry,
    locationErrorMetres: metresOf(values.locationErrorMetres),
    grounds: given(values.grounds),
    effectiveOn: values.effectiveOn ?? '',
    documentNumber: given(values.documentNumber),
    note: given(values.note),
  };
  return call(api.points.$post({ json }, once(key)));
}
