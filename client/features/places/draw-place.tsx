import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { pointQuery } from '#client/register/record-queries.ts';

import type { MapView } from './crosshair.tsx';
import { DrawEdit } from './draw-edit.tsx';
import { DrawNew } from './draw-new.tsx';

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
