import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';

import { useMe } from '#client/api/me.ts';
import { baseLines, optional } from '#client/forms/base-lines.ts';
import { BaseFields, WordsField } from '#client/forms/base-fields.tsx';
import { given } from '#client/forms/entered-values.ts';
import { ChangedNotice } from '#client/forms/changed-notice.tsx';
import { metresOf } from './place-facts.tsx';
import { useCorrection } from './correction.ts';
import { communeList } from '#client/i18n/commune-name.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import { useCommunesUnder } from '#client/forms/commune-note.tsx';
import { communesAsked } from '#client/forms/communes-asked.ts';
import type { MapView } from './crosshair.tsx';
import { DrawPanel } from './draw-panel.tsx';
import { toGeometry } from '#client/map/shape.ts';
import { fromGeometry } from './drawing-state.ts';
import { shapeLine } from './new-point-lines.ts';
import { useDrawing, type Pen } from './use-drawing.ts';

const NEAR_ZOOM = 16;
const PANEL_PIXELS = 452;
const PHONE_PIXELS = 768;

/** Corrects where a listed place is; everything that was recorded about it stays. */
export function DrawEdit({
  point,
  view,
  onDone,
}: {
  point: PointDetail;
  view: MapView;
  onDone: () => void;
}) {
  const text = useText();
  const own = text.pointDraw;
  const [former] = useState(() => fromGeometry(point.geometry));
  const pen = useDrawing(view.map, former);
  useGoTo(view, point.anchor);
  const moved = !sameVertices(former?.vertices, pen.drawing.vertices);
  const under = useCommunesUnder(pen.drawing);
  const asked = moved ? communesAsked(point, under) : null;
  const write = useShapeCorrection({ point, pen, asked, onDone });
  return (
    <DrawPanel
      title={own.editTitle({ code: point.code })}
      pen={pen}
      view={view}
      save={own.saveEdit}
      write={write}
      blocked={moved ? null : text.pointActs.nothingChanged}
      dirty={moved || write.form.isDirty()}
      onCancel={onDone}
    >
      {former === null && <Notice>{own.manyParts}</Notice>}
      <NumberInput
        label={text.placeFacts.locationErrorMetres}
        description={text.pointActs.locationErrorMore}
        min={0}
        max={10_000}
        {...write.field('point.locationErrorMetres')}
      />
      <WordsField label={text.pointActs.correctReason} {...write.field('reason')} />
      <BaseFields
        field={write.field}
        labels={correctionLabels(text)}
        documentRequired={asked !== null}
      />
      <CorrectionPreview
        point={point}
        drawing={moved ? pen.drawing : null}
        asked={asked}
        values={write.values}
      />
      <ChangedNotice point={point} error={write.error} />
    </DrawPanel>
  );
}

/** Communes that are asked anew about the place; null where none is. */
type Asked = ReturnType<typeof communesAsked> | null;

/** Corrects shape and error of the place; a document is required where communes are asked anew. */
function useShapeCorrection({
  point,
  pen,
  asked,
  onDone,
}: {
  point: PointDetail;
  pen: Pen;
  asked: Asked;
  onDone: () => void;
}) {
  const text = useText();
  return useCorrection({
    draft: `drawing of point ${point.id}`,
    point,
    initial: {
      point: { locationErrorMetres: (point.locationErrorMetres ?? '') as number | string },
    },
    changes(values) {
      const metres = metresOf(values.point.locationErrorMetres);
      const error = metres === point.locationErrorMetres ? {} : { locationErrorMetres: metres };
      return { point: { geometry: toGeometry(pen.drawing), ...error } };
    },
    check: ({ documentNumber }) => ({
      documentNumber:
        asked !== null && given(documentNumber) === null
          ? text.pointActs.documentNumberMissing
          : null,
    }),
    onClose: onDone,
  });
}

function correctionLabels({ pointActs }: Text) {
  return { day: pointActs.correctionDay, document: pointActs.correctionDocument };
}

/** Everything that will stand in the record; `drawing` is null where the place stays as it is. */
function CorrectionPreview({
  point,
  drawing,
  asked,
  values,
}: {
  point: PointDetail;
  drawing: Pen['drawing'] | null;
  asked: Asked;
  values: ReturnType<typeof useShapeCorrection>['values'];
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const own = text.pointDraw;
  return (
    <RecordPreview
      lines={[
        {
          label: text.pointActs.lines.point,
          value: `${point.code}, ${point.officialName}`,
        },
        {
          label: own.lines.place,
          value: drawing === null ? own.unchanged : shapeLine(drawing, text, format),
        },
        ...(asked === null
          ? []
          : [
              {
                label: own.lines.handover,
                value: own.asksAnew({
                  status: text.register.status.eliminated,
                  communes: communeList(asked, text),
                }),
              },
            ]),
        ...optional(text.pointActs.reason, values.reason),
        ...baseLines(values, { text, format, me }, correctionLabels(text)),
      ]}
    />
  );
}

/** Shows the place once, in the middle of what the panel leaves free; afterwards the reader moves the map. */
function useGoTo({ map, coveredLeft }: MapView, anchor: PointDetail['anchor']): void {
  const [at] = useState(anchor);
  useEffect(
    function goToPlace() {
      const view = map.current;
      if (view === null) return;
      const { clientWidth: width, clientHeight: height } = view.getContainer();
      const phone = width < PHONE_PIXELS;
      view.easeTo({
        center: at,
        zoom: Math.max(view.getZoom(), NEAR_ZOOM),
        offset: phone ? [0, -height / 4] : [(coveredLeft - PANEL_PIXELS) / 2, 0],
      });
    },
    [map, coveredLeft, at],
  );
}

function sameVertices(a: readonly unknown[] | undefined, b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
