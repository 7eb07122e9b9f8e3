import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';

import { useConfiguration } from '#client/api/configuration.ts';
import { groundLinesQuery, type GroundLine } from '#client/map/ground/street-lines.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

import classes from './paper-map.module.css';
import type { Sketch } from './sketch.ts';
import { chooseNames, type Spot } from './street-names.ts';

/** Streets and waters under the `children`, and names of streets over them; the children alone where no ground is in force. */
export function PaperStreets({
  sketch,
  box,
  taken,
  children,
}: {
  sketch: Sketch;
  box: BoundingBox;
  /** Positions in the drawing that names have to leave free. */
  taken: readonly Spot[];
  children: ReactNode;
}) {
  const ground = useConfiguration()?.ground ?? null;
  const lines = useQuery(groundLinesQuery(ground, box)).data ?? [];
  const id = useId();
  const drawn = lines.map((one) => ({ ...one, spots: one.line.map(sketch.at) }));
  const named = chooseNames(drawn, sketch, taken);
  return (
    <>
      {drawn.map(({ kind, class: street, spots }, index) => (
        <path
          key={index}
          d={pathOf(spots)}
          className={classes[kind]}
          {...(kind === 'street' ? { 'data-class': sizeOf(street) } : {})}
        />
      ))}
      {children}
      {named.map(({ name, spots }, index) => (
        <g key={name}>
          <path id={`${id}-${index}`} d={pathOf(spots)} fill="none" />
          <text className={classes.streetName} dy={2.5}>
            <textPath href={`#${id}-${index}`} startOffset="50%">
              {name}
            </textPath>
          </text>
        </g>
      ))}
    </>
  );
}

function sizeOf(street: GroundLine['class']): 'large' | 'middle' | 'small' {
  if (['motorway', 'trunk', 'primary'].includes(street)) return 'large';
  return ['secondary', 'tertiary'].includes(street) ? 'middle' : 'small';
}

function pathOf(spots: readonly Spot[]): string {
  return spots
    .map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}
