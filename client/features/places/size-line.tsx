import { useFormat, useText } from '#client/i18n/use-text.ts';
import { sizeOf, toPartOfGeometry, type Shape } from '#client/map/shape.ts';

import classes from './draw-panel.module.css';

/** Says live how long the line is that is being drawn, or how large the area. */
export function SizeLine({ shape }: { shape: Shape }) {
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
