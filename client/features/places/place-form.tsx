import { NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { AliasFields } from '#client/forms/alias-fields.tsx';
import classes from '#client/forms/forms.module.css';
import { BELOW } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { changedLines, correctedValues, placeChanges, PlaceTexts } from './place-facts.tsx';
import { useCorrection } from './correction.ts';

/** Corrects what is said of the place; the drawing is corrected on the map. */
export function PlaceForm({ point, onClose }: { point: PointDetail; onClose: () => void }) {
  const text = useText();
  const own = text.pointActs;
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const write = useCorrection({
    draft: `point ${point.id}`,
    point,
    initial: { point: correctedValues(point) },
    changes: (values) => ({ point: placeChanges(point, values.point) }),
    onClose,
  });
  const values = write.values.point;
  const field = (path: string) => write.field(`point.${path}`);
  const categoryName = (code: string) =>
    categories.find((category) => category.code === code)?.name ?? code;
  return (
    <CorrectionDialog
      title={own.correctPlace}
      point={point}
      changes={changedLines(point, values, { text, categoryName })}
      write={write}
      onClose={onClose}
    >
      <PlaceTexts field={field} act="correct" />
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
          label={text.placeFacts.locationErrorMetres}
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
      label={text.placeFacts.leadCommuneId}
      allowDeselect={false}
      data={point.communes.map((commune) => ({
        value: String(commune.id),
        label: communeName(commune, text),
      }))}
      {...field}
    />
  );
}
