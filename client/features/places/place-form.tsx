import { NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText, type Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import { AliasFields, namedAliases } from '#client/forms/alias-fields.tsx';
import classes from '#client/forms/forms.module.css';
import { BELOW } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { leadOf, metresOf, placeChanges, placeValues, type PlaceValues } from './place-changes.ts';
import { useCorrection } from './correction.ts';

/** Corrects what is said of the place; the drawing is corrected on the map. */
export function PlaceForm({ point, onClose }: { point: PointDetail; onClose: () => void }) {
  const text = useText();
  const own = text.pointActs;
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const write = useCorrection({
    point,
    initial: { point: placeValues(point) },
    changes: (values) => ({ point: placeChanges(point, values.point) }),
    onClose,
  });
  const values = write.values.point;
  const field = (path: string) => write.field(`point.${path}`);
  const lines = changedLines(point, values, text, (code) => {
    return categories.find((category) => category.code === code)?.name ?? code;
  });
  return (
    <CorrectionDialog
      title={own.correctPlace}
      point={point}
      changes={lines}
      write={write}
      onClose={onClose}
    >
      <TextInput label={own.officialName} {...field('officialName')} withAsterisk />
      <TextInput
        label={own.address}
        description={own.addressMore}
        inputWrapperOrder={BELOW}
        {...field('address')}
      />
      <AliasFields
        aliases={values.aliases}
        field={field}
        onAdd={() => write.form.insertListItem('point.aliases', { name: '', source: '' })}
        onRemove={(index) => write.form.removeListItem('point.aliases', index)}
      />
      <div className={classes.pair}>
        <CategoryField
          field={(path) => ({ ...field(path), withAsterisk: true })}
          kind={point.kind}
        />
        <NumberInput
          label={own.locationError}
          description={own.locationErrorMore}
          inputWrapperOrder={BELOW}
          min={0}
          max={10_000}
          {...field('locationErrorMetres')}
        />
      </div>
      {point.communes.length > 1 && <LeadField point={point} field={field('leadCommuneId')} />}
    </CorrectionDialog>
  );
}

function LeadField({
  point,
  field,
}: {
  point: PointDetail;
  field: ReturnType<ReturnType<typeof useCorrection>['field']>;
}) {
  const text = useText();
  return (
    <Select
      label={text.pointActs.leadCommune}
      allowDeselect={false}
      data={point.communes.map((commune) => ({
        value: String(commune.id),
        label: communeName(commune, text),
      }))}
      {...field}
    />
  );
}

function changedLines(
  point: PointDetail,
  values: PlaceValues,
  text: Text,
  categoryName: (code: string) => string,
): RecordLine[] {
  const own = text.pointActs;
  const changes = placeChanges(point, values);
  const names = (aliases: readonly { name: string }[]) =>
    aliases.map((alias) => alias.name).join(', ') || own.empty;
  const metres = (value: number | null) => (value === null ? own.empty : `${value} m`);
  const commune = (id: number | undefined) => {
    const found = point.communes.find((candidate) => candidate.id === id);
    return found === undefined ? own.empty : communeName(found, text);
  };
  const line = (changed: unknown, label: string, from: string, to: string) =>
    changed === undefined ? [] : [{ label, value: own.willBe({ from, to }) }];
  return [
    ...line(changes.officialName, own.officialName, point.officialName, values.officialName.trim()),
    ...line(
      changes.address,
      own.address,
      point.address ?? own.empty,
      values.address.trim() || own.empty,
    ),
    ...line(
      changes.aliases,
      own.aliases,
      names(point.aliases),
      names(namedAliases(values.aliases)),
    ),
    ...line(
      changes.category,
      own.category,
      categoryName(point.category),
      categoryName(values.category),
    ),
    ...line(
      changes.locationErrorMetres,
      own.locationError,
      metres(point.locationErrorMetres),
      metres(metresOf(values.locationErrorMetres)),
    ),
    ...line(
      changes.leadCommuneId,
      own.leadCommune,
      commune(leadOf(point)?.id),
      commune(Number(values.leadCommuneId)),
    ),
  ];
}
