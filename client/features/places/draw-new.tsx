import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { AliasFields } from '#client/forms/alias-fields.tsx';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { useRecord } from '#client/forms/use-record.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { RecordPreview } from '#client/ui/record-preview.tsx';

import { useCommunesUnder } from '#client/forms/commune-note.tsx';
import type { MapView } from './crosshair.tsx';
import { DrawPanel } from './draw-panel.tsx';
import { toGeometry } from '#client/map/shape.ts';
import { emptyPoint, missingWords, sendPoint, type NewPointValues } from './new-point.ts';
import { newPointLines } from './new-point-lines.ts';
import { useDrawing } from './use-drawing.ts';

/** Proposes a place: drawn, described, and shown as it will be recorded. */
export function DrawNew({
  view,
  onSaved,
  onCancel,
}: {
  view: MapView;
  onSaved: (pointId: number) => void;
  onCancel: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const me = useMe();
  const own = text.pointDraw;
  const pen = useDrawing(view.map, null);
  const [refusals, setRefusals] = useState(0);
  const communes = useCommunesUnder(pen.drawing);
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const form = useForm<NewPointValues>({
    initialValues: emptyPoint(),
    validate: (values) => missingWords(values, text),
  });
  const record = useRecord<NewPointValues>({
    pointId: null,
    send: (values, key) => sendPoint(values, toGeometry(pen.drawing), key),
    onRecorded: (point) => {
      notifications.show({ message: own.saved({ code: point.code }) });
      onSaved(point.id);
    },
    onRefused: (error) => {
      const textOf = (path: string) => String(form.getInputProps(path).value ?? '');
      form.setErrors(refusedFields(error, language, textOf));
      setRefusals((count) => count + 1);
    },
  });
  const submit = form.onSubmit(
    (values) => record.mutate(values),
    () => setRefusals((count) => count + 1),
  );
  const values = form.getValues();
  const category = categories.find(({ code }) => code === values.category)?.name ?? null;
  const placed = Object.keys(form.errors).some((path) => path in values || path.includes('.'));
  return (
    <DrawPanel
      title={own.newTitle}
      pen={pen}
      view={view}
      save={own.save}
      pending={record.isPending}
      blocked={false}
      dirty={form.isDirty() || pen.drawing.vertices.length > 0}
      refusals={refusals}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextInput
        label={text.pointActs.officialName}
        placeholder={own.namePlaceholder}
        withAsterisk
        maxLength={200}
        autoComplete="off"
        {...form.getInputProps('officialName')}
      />
      <CategoryField field={form.getInputProps} placeholder={own.categoryPlaceholder} />
      <AliasFields
        aliases={values.aliases}
        field={form.getInputProps}
        onAdd={() => form.insertListItem('aliases', { name: '', source: '' })}
        onRemove={(index) => form.removeListItem('aliases', index)}
      />
      <NumberInput
        label={text.pointActs.locationError}
        description={text.pointActs.locationErrorMore}
        min={0}
        max={10_000}
        {...form.getInputProps('locationErrorMetres')}
      />
      <Textarea
        label={own.grounds}
        description={text.pointActs.noteMore}
        autosize
        minRows={2}
        maxLength={1_000}
        {...form.getInputProps('grounds')}
      />
      <BaseFields field={form.getInputProps} />
      <RecordPreview
        lines={newPointLines(values, pen.drawing, { text, format, me, category, communes })}
      />
      {!placed && <ErrorNotice error={record.error} />}
    </DrawPanel>
  );
}
