import { NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { AliasFields, namedAliases } from '#client/forms/alias-fields.tsx';
import { BaseFields, WordsField } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { useCommunesUnder } from '#client/forms/commune-note.tsx';
import { emptyBase, futureDay } from '#client/forms/entered-values.ts';
import { NeighbourOffer } from '#client/forms/neighbour-offer.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { toGeometry } from '#client/map/shape.ts';
import { pointQuery, keepRecord } from '#client/register/record-queries.ts';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import { NewPoint } from '#server/contract/point.ts';

import type { MapView } from './crosshair.tsx';
import { DrawEdit } from './draw-edit.tsx';
import { DrawPanel } from './draw-panel.tsx';
import { newPointLines } from './new-point-lines.ts';
import { emptyPlace, PlaceTexts } from './place-facts.tsx';
import { useDrawing, type Pen } from './use-drawing.ts';

export type DrawPlaceProps = {
  /** The listed point whose place is corrected; null for a new one. */
  pointId: number | null;
  view: MapView;
  onSaved: (pointId: number) => void;
  onCancel: () => void;
};

/** Drawing a new place, or correcting where a listed one is. */
export function DrawPlace({ pointId, view, onSaved, onCancel }: DrawPlaceProps) {
  if (pointId === null) return <DrawNew view={view} onSaved={onSaved} onCancel={onCancel} />;
  return <EditLoaded key={pointId} pointId={pointId} view={view} onDone={onCancel} />;
}

function EditLoaded({
  pointId,
  view,
  onDone,
}: {
  pointId: number;
  view: MapView;
  onDone: () => void;
}) {
  const record = useQuery(pointQuery(pointId));
  const point = record.data;
  const forbidden = record.isError || (point !== undefined && point.acts['correct'] !== null);
  useEffect(
    // The record, which comes into view then, says why.
    function leaveWhenForbidden() {
      if (forbidden) onDone();
    },
    [forbidden, onDone],
  );
  if (point === undefined || forbidden) return null;
  return <DrawEdit point={point} view={view} onDone={onDone} />;
}

/** Proposes a place: drawn, described, and shown as it will be recorded. */
function DrawNew({
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
  const me = useMe();
  const own = text.pointDraw;
  const pen = useDrawing(view.map, null);
  const communes = useCommunesUnder(pen.drawing);
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const write = useNewPlace(pen, onSaved);
  const { values, form } = write;
  const geometry = toGeometry(pen.drawing);
  const errorMetres =
    typeof values.locationErrorMetres === 'number' ? values.locationErrorMetres : null;
  const categoryCode = values.category === '' ? null : values.category;
  const category = categories.find(({ code }) => code === values.category)?.name ?? null;
  return (
    <DrawPanel
      title={own.newTitle}
      pen={pen}
      view={view}
      save={own.save}
      write={write}
      blocked={null}
      dirty={form.isDirty() || pen.drawing.vertices.length > 0}
      onCancel={onCancel}
      beside={
        <NeighbourOffer
          place={geometry === null ? null : { geometry, errorMetres, category: categoryCode }}
          act={{
            label: text.neighbours.open,
            named: (code) => text.neighbours.openNamed({ code }),
          }}
          onChoose={({ point }) => onSaved(point.id)}
        />
      }
    >
      <PlaceWords write={write} />
      <RecordPreview
        lines={newPointLines(values, pen.drawing, { text, format, me, category, communes })}
      />
      <ErrorNotice error={write.error} />
    </DrawPanel>
  );
}

/** Writes the place as it is drawn and described. */
function useNewPlace(pen: Pen, onSaved: (pointId: number) => void) {
  const text = useText();
  return useWrite({
    draft: 'new place',
    initial: {
      ...emptyBase(),
      ...emptyPlace(),
      grounds: '',
    },
    schema: NewPoint,
    body: (values) => ({
      ...values,
      aliases: namedAliases(values.aliases),
      geometry: toGeometry(pen.drawing),
    }),
    check: (values) => futureDay(values, text),
    send: (json, once) => call(api.points.$post({ json }, once)),
    said: ({ code }) => text.pointDraw.saved({ code }),
    keep: keepRecord,
    onDone: ({ id }) => onSaved(id),
  });
}

/** Fields for the words of the place: names, category, error, grounds, day and document. */
function PlaceWords({ write: { values, field, form } }: { write: ReturnType<typeof useNewPlace> }) {
  const text = useText();
  const own = text.pointDraw;
  return (
    <>
      <PlaceTexts field={field} act="propose" />
      <CategoryField field={field} placeholder={own.categoryPlaceholder} />
      <AliasFields
        aliases={values.aliases}
        field={field}
        onAdd={() => form.insertListItem('aliases', { name: '', source: '' })}
        onRemove={(index) => form.removeListItem('aliases', index)}
      />
      <NumberInput
        label={text.placeFacts.locationErrorMetres}
        description={text.pointActs.locationErrorMore}
        min={0}
        max={10_000}
        {...field('locationErrorMetres')}
      />
      <WordsField label={own.grounds} description={text.pointActs.noteMore} {...field('grounds')} />
      <BaseFields field={field} />
    </>
  );
}
