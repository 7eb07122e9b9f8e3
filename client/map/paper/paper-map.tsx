import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, type ReactNode, useId } from 'react';

import { useConfiguration } from '#client/api/configuration.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { groundLinesQuery, type GroundLine } from '#client/map/ground/street-lines.ts';
import { mapColours } from '#client/map/style/map-colours.ts';
import { mixColours } from '#client/ui/mix-colours.ts';
import { TOKENS, type Scheme } from '#client/ui/tokens.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

import classes from './paper-map.module.css';
import type { Sketch } from './sketch.ts';
import { type Spot, chooseNames } from './street-names.ts';

const MARGIN = 12;

/**
 * A map drawn with lines for paper and for small pictures: streets and waters, the `children` on them, names of
 * streets, then the `marks`, with scale, north and the source of the ground.
 */
export function PaperMap({
  label,
  sketch,
  taken,
  marks,
  caption,
  scheme = 'light',
  children,
}: {
  /** Names the drawing for a screen reader. */
  label: string;
  sketch: Sketch;
  /** Positions in the drawing that names have to leave free. */
  taken: readonly Spot[];
  marks: ReactNode;
  caption: string;
  /** Dark only on a screen. */
  scheme?: Scheme;
  children: ReactNode;
}) {
  const text = useText();
  const format = useFormat();
  const ground = useConfiguration()?.ground ?? null;
  const { width, height, scale } = sketch;
  return (
    <figure className={classes.map}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        data-for-paper
        aria-label={label}
        style={coloursOf(scheme)}
      >
        <PaperStreets sketch={sketch} box={sketch.box} taken={taken}>
          {children}
        </PaperStreets>
        {marks}
        <path d={`M${MARGIN} ${height - 8}h${scale.size}`} className={classes.scale} />
        <text x={MARGIN} y={height - 13} className={classes.words}>
          {format.distance(scale.metres)}
        </text>
        <path d={`M${width - 20} 34v-22m-5 7l5-7l5 7`} className={classes.scale} />
        <text x={width - 10} y={22} className={classes.words}>
          {text.map.north}
        </text>
      </svg>
      <figcaption>
        {caption}
        {ground !== null && ` ${text.map.groundFrom({ source: ground.attribution })}.`}
      </figcaption>
    </figure>
  );
}

/** A number in a circle, at its position in the drawing. */
export function NumberedMark({ at: [x, y], number }: { at: Spot; number: number }) {
  const format = useFormat();
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={9} className={classes.mark} />
      <text dy={3.5} className={classes.number}>
        {format.number(number, 0)}
      </text>
    </g>
  );
}

function coloursOf(scheme: Scheme): CSSProperties {
  const tokens = TOKENS[scheme];
  const { ground, labelQuiet, halo, accent } = mapColours(tokens, scheme);
  const paper = scheme === 'light' ? tokens.surface : tokens.page;
  const colours = {
    paper,
    ink: tokens.text,
    street: mixColours(tokens.borderStrong, paper, 0.5),
    'large-street': mixColours(tokens.borderStrong, paper, 0.75),
    water: ground.water,
    river: mixColours(ground.water, tokens.borderStrong, 0.6),
    name: labelQuiet,
    halo,
    border: tokens.warning,
    way: accent,
  };
  return Object.fromEntries(
    Object.entries(colours).map(([name, colour]) => [`--drawn-${name}`, colour]),
  );
}

/** Streets and waters under the `children`, and names of streets over them; the children alone where no ground is in force. */
function PaperStreets({
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
