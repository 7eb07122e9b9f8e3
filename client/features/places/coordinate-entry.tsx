import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';

import classes from './draw-panel.module.css';
import type { ShapeKind } from '#client/map/shape.ts';
import { readCoordinates } from '#client/map/read-coordinates.ts';

/** Corners without a pointer: typed, or taken from under the cross in the middle of the map. */
export function CoordinateEntry({
  kind,
  onAdd,
  onCentre,
}: {
  kind: ShapeKind;
  onAdd: (vertex: LonLat) => void;
  onCentre: () => void;
}) {
  const { pointDraw: text } = useText();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const add = () => {
    const read = readCoordinates(typed);
    if ('problem' in read) {
      setError(text.coordinatesProblem[read.problem]);
      return;
    }
    setError(null);
    setTyped('');
    onAdd(read.position);
  };
  return (
    <>
      <div className={classes.entry}>
        <TextInput
          label={text.coordinates}
          description={text.coordinatesMore}
          error={error}
          value={typed}
          inputMode="text"
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter adds the corner; it does not send the form.
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" onClick={add}>
          {kind === 'Point' ? text.place : text.add}
        </Button>
      </div>
      <Button
        variant="subtle"
        c="var(--db-accent)"
        size="compact-sm"
        className={classes.centre ?? ''}
        onClick={onCentre}
      >
        {text.useCentre}
      </Button>
    </>
  );
}
