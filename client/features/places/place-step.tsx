import { ActionIcon, Box, Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { gridName } from '#client/map/grid-name.ts';

import classes from './draw-panel.module.css';

import {
  isComplete,
  SHAPE_KINDS,
  sizeOf,
  toPartOfGeometry,
  type Shape,
  type ShapeKind,
} from '#client/map/shape.ts';
import { PlainInput } from '#client/ui/plain-input.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { Vn2000Grid } from '#server/contract/point-import.ts';
import { readTypedPosition, type TypedPosition } from '#server/contract/typed-position.ts';

import type { Pen } from './use-drawing.ts';

/** Step for the position: with the pointer on the map, or in numbers without it. */
export function PlaceStep({
  pen,
  kinds = SHAPE_KINDS,
  missing,
  onCentre,
  children,
}: {
  pen: Pen;
  kinds?: readonly ShapeKind[];
  /** The reader wanted to go on before the shape was whole. */
  missing: boolean;
  onCentre: () => void;
  /** Said of the shape beside its size. */
  children?: ReactNode;
}) {
  const { pointDraw: text } = useText();
  const { drawing } = pen;
  const setting = drawing.open || drawing.kind === 'Point' || !isComplete(drawing);
  return (
    <div className={classes.part}>
      <SegmentedControl
        fullWidth
        aria-label={text.shape}
        value={drawing.kind}
        onChange={pen.setKind}
        data={kinds.map((value) => ({ value, label: text.shapes[value] }))}
      />
      <p className={classes.hint}>{setting ? text.hints[drawing.kind] : text.hintEdit}</p>
      <PenTools pen={pen} />
      {missing && !isComplete(drawing) && (
        <p className={classes.error} role="alert">
          {text.needs[drawing.kind]}
        </p>
      )}
      <SizeLine shape={drawing} />
      {children}
      <CoordinateEntry kind={drawing.kind} onAdd={pen.add} onCentre={onCentre} />
      <VertexList vertices={drawing.vertices} onRemove={pen.remove} />
    </div>
  );
}

/** Finishes a shape, takes a step back, and clears it all. */
function PenTools({ pen }: { pen: Pen }) {
  const { pointDraw: text } = useText();
  const { drawing } = pen;
  const canFinish = drawing.open && drawing.kind !== 'Point' && isComplete(drawing);
  return (
    <div className={classes.tools}>
      {canFinish && (
        <Button
          size="xs"
          leftSection={<IconCheck size={16} stroke={1.8} aria-hidden="true" />}
          onClick={pen.finish}
        >
          {text.finish}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArrowBackUp size={16} stroke={1.8} aria-hidden="true" />}
        disabled={drawing.past.length === 0}
        data-end
        onClick={pen.undo}
      >
        {text.undo}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={16} stroke={1.8} aria-hidden="true" />}
        disabled={drawing.vertices.length === 0}
        data-end
        onClick={pen.clear}
      >
        {text.clear}
      </Button>
    </div>
  );
}

/** Says live how long the line is that is being drawn, or how large the area. */
function SizeLine({ shape }: { shape: Shape }) {
  const { pointDraw: text } = useText();
  const format = useFormat();
  const drawn = toPartOfGeometry(shape);
  const size = drawn === null ? null : sizeOf(drawn, format);
  if (drawn === null || size === null) return null;
  return (
    <Box component="output" fw={600}>
      {drawn.type.endsWith('Polygon') ? text.area({ size }) : text.length({ size })}
    </Box>
  );
}

/** The corners in numbers, each to be taken away. */
function VertexList({
  vertices,
  onRemove,
}: {
  vertices: readonly LonLat[];
  onRemove: (index: number) => void;
}) {
  const { pointDraw: text } = useText();
  const format = useFormat();
  if (vertices.length === 0) return null;
  return (
    <ol className={classes.vertices} aria-label={text.vertices}>
      {vertices.map((vertex, index) => {
        const number = format.number(index + 1, 0);
        return (
          <li key={`${index}:${vertex.join()}`}>
            <span>{text.vertex({ number, place: format.coordinates(vertex) })}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={text.removeVertex({ number })}
              onClick={() => onRemove(index)}
            >
              <IconX size={14} stroke={1.8} aria-hidden="true" />
            </ActionIcon>
          </li>
        );
      })}
    </ol>
  );
}

/** Corners without a pointer: typed, or taken from under the cross in the middle of the map. */
function CoordinateEntry({
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
        <PlainInput
          label={text.coordinates}
          description={text.coordinatesMore}
          error={error}
          value={typed}
          inputMode="text"
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
