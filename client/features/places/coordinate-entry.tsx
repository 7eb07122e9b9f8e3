import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useText, type Text } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { Vn2000Grid } from '#server/contract/point-import.ts';

import classes from './draw-panel.module.css';
import type { ShapeKind } from '#client/map/shape.ts';
import { gridName } from '#client/map/grid-name.ts';
import { readTypedPosition, type TypedPosition } from '#server/contract/typed-position.ts';

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
  const words = useText();
  const { pointDraw: text } = words;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [read, setRead] = useState<string | null>(null);
  const add = () => {
    const found = readTypedPosition(typed);
    setRead('problem' in found ? null : howRead(found, words));
    if ('problem' in found) {
      setError(faultOf(found, words));
      return;
    }
    setError(null);
    setTyped('');
    onAdd(found.position);
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
      {read !== null && <output className={classes.read}>{read}</output>}
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

type Problem = Extract<TypedPosition, { problem: string }>;

/** Metres fit several zones of VN-2000: the one that was taken is named, and that there are others. */
function howRead(found: Exclude<TypedPosition, Problem>, text: Text): string | null {
  if (found.notation !== 'vn2000') return null;
  const grid = gridName(found.grid, text);
  return found.others.length === 0
    ? text.pointDraw.readOnGrid({ grid })
    : text.pointDraw.readOnGridOfSeveral({ grid, others: namesOf(found.others, text) });
}

function faultOf(found: Problem, text: Text): string {
  return found.problem === 'several_zones'
    ? text.pointDraw.severalZones({ grids: namesOf(found.grids, text) })
    : text.pointDraw.coordinatesProblem[found.problem];
}

function namesOf(grids: readonly Vn2000Grid[], text: Text): string {
  return grids.map((grid) => gridName(grid, text)).join('; ');
}
