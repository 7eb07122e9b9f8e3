import { TextInput } from '@mantine/core';

import { namedAliases, type AliasDraft } from '#client/forms/alias-fields.tsx';
import { BELOW } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { given } from '#client/forms/entered-values.ts';
import type { FieldProps } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText, type Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';

/** Facts of a place as the inputs of its proposal hold them. */
export type PlaceValues = {
  officialName: string;
  aliases: AliasDraft[];
  category: string;
  locationErrorMetres: number | string;
};

/** The same as the inputs of a correction hold them. */
export type CorrectedValues = PlaceValues & { address: string; leadCommuneId: string };

export function emptyPlace(): PlaceValues {
  return { officialName: '', aliases: [], category: '', locationErrorMetres: '' };
}

export function correctedValues(point: PointDetail): CorrectedValues {
  const lead = point.communes.find((commune) => commune.lead);
  return {
    officialName: point.officialName,
    address: point.address ?? '',
    aliases: point.aliases.map(({ name, source }) => ({ name, source: source ?? '' })),
    category: point.category,
    locationErrorMetres: point.locationErrorMetres ?? '',
    leadCommuneId: String(lead?.id ?? ''),
  };
}

/** Facts as the server takes them, in the order in which a preview lists them. */
type Stated = ReturnType<typeof statedBy>;

function statedBy(values: CorrectedValues) {
  return {
    officialName: values.officialName.trim(),
    address: given(values.address),
    aliases: namedAliases(values.aliases),
    category: values.category,
    locationErrorMetres: metresOf(values.locationErrorMetres),
    leadCommuneId: Number(values.leadCommuneId),
  };
}

/** Metres as typed; an empty field is an unknown error. */
export function metresOf(typed: number | string): number | null {
  return typed === '' ? null : Number(typed);
}

/** Only what differs from the record: what was not touched is not corrected. */
export function placeChanges(point: PointDetail, values: CorrectedValues): Partial<Stated> {
  const before = statedBy(correctedValues(point));
  const differs = ([fact, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(before[fact as keyof Stated]);
  return Object.fromEntries(Object.entries(statedBy(values)).filter(differs)) as Partial<Stated>;
}

/** Lines of a preview, one for each fact that a correction changes. */
export function changedLines(
  point: PointDetail,
  values: CorrectedValues,
  { text, categoryName }: { text: Text; categoryName: (code: string) => string },
): RecordLine[] {
  const { willBe, empty } = text.pointActs;
  const shown = (stated: Stated): Record<keyof Stated, string | null> => {
    const lead = point.communes.find(({ id }) => id === stated.leadCommuneId);
    const metres = stated.locationErrorMetres;
    return {
      ...stated,
      aliases: stated.aliases.map(({ name }) => name).join(', ') || null,
      category: categoryName(stated.category),
      locationErrorMetres: metres === null ? null : `${metres} m`,
      leadCommuneId: lead === undefined ? null : communeName(lead, text),
    };
  };
  const from = shown(statedBy(correctedValues(point)));
  const to = shown(statedBy(values));
  const changed = Object.keys(placeChanges(point, values)) as (keyof Stated)[];
  return changed.map((fact) => ({
    label: text.placeFacts[fact],
    value: willBe({ from: from[fact] ?? empty, to: to[fact] ?? empty }),
  }));
}

/** Lines of a preview for what a proposal says of the place; `category` is its name. */
export function proposedLines(
  values: PlaceValues,
  category: string | null,
  text: Text,
): RecordLine[] {
  return [
    ...optional(text.pointDraw.lines.name, values.officialName),
    ...optional(text.placeFacts.category, category ?? ''),
  ];
}

/** Inputs for the texts of a place. A proposal has no address: gazetteers give it one. */
export function PlaceTexts({ field, act }: { field: FieldProps; act: 'propose' | 'correct' }) {
  const text = useText();
  return (
    <>
      <TextInput
        label={text.placeFacts.officialName}
        {...field('officialName')}
        {...(act === 'correct'
          ? { withAsterisk: true }
          : { placeholder: text.pointDraw.namePlaceholder, autoComplete: 'off' })}
      />
      {act === 'correct' && (
        <TextInput
          label={text.placeFacts.address}
          description={text.pointActs.addressMore}
          inputWrapperOrder={BELOW}
          {...field('address')}
        />
      )}
    </>
  );
}
