import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';

import { CoordinateEntry } from './coordinate-entry.tsx';
import classes from './draw-panel.module.css';
import {
  isComplete,
  SHAPE_KINDS,
  sizeOf,
  toPartOfGeometry,
  type Shape,
  type ShapeKind,
} from '#client/map/shape.ts';
import type { Pen } from './use-drawing.ts';
import { VertexList } from './vertex-list.tsx';

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
        onClick={pen.undo}
      >
        {text.undo}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={16} stroke={1.8} aria-hidden="true" />}
        disabled={drawing.vertices.length === 0}
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
    <output className={classes.size}>
      {drawn.type.endsWith('Polygon') ? text.area({ size }) : text.length({ size })}
    </output>
  );
}
