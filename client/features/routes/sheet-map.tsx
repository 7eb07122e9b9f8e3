import { useConfiguration } from '#client/api/configuration.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteShift, Stop } from '#server/contract/route.ts';

import classes from './sheet.module.css';
import { SheetStreets } from './sheet-streets.tsx';
import { sketchOf } from './sketch.ts';

const [WIDTH, HEIGHT] = [700, 300];

/** The stops by number along their way, on the streets around them, as a drawing for paper. */
export function SheetMap({
  shift,
  stops,
  line,
  approximate,
}: {
  shift: RouteShift;
  stops: readonly Stop[];
  /** The way through them; empty while it is not known. */
  line: readonly LonLat[];
  approximate: boolean;
}) {
  const text = useText();
  const { sheet } = text.routes;
  const ground = useConfiguration()?.ground ?? null;
  const format = useFormat();
  const ends = [shift.start, shift.end].filter((place) => place !== null);
  const places = [...stops.map(({ place }) => place), ...ends];
  const sketch = sketchOf([...places, ...line], WIDTH, HEIGHT);
  const path = line.map((place) => sketch.at(place).map(Math.round).join(',')).join(' ');
  return (
    <figure className={classes.map}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sheet.map}>
        <SheetStreets sketch={sketch} box={sketch.box} taken={places.map(sketch.at)}>
          <polyline points={path} className={classes.way} data-approximate={approximate} />
        </SheetStreets>
        {ends.map((place, at) => {
          const [x, y] = sketch.at(place);
          return (
            <rect key={at} x={x - 6} y={y - 6} width={12} height={12} className={classes.end} />
          );
        })}
        {stops.map(({ id, place, position }) => {
          const [x, y] = sketch.at(place);
          return (
            <g key={id} transform={`translate(${x} ${y})`}>
              <circle r={9} className={classes.mark} />
              <text dy={3.5} className={classes.number}>
                {format.number(position + 1, 0)}
              </text>
            </g>
          );
        })}
        <path d={`M12 ${HEIGHT - 8}h${sketch.scale.size}`} className={classes.scale} />
        <text x={12} y={HEIGHT - 13} className={classes.scaleWords}>
          {format.distance(sketch.scale.metres)}
        </text>
        <path d="M680 34v-22m-5 7l5-7l5 7" className={classes.scale} />
        <text x={690} y={22} className={classes.scaleWords}>
          {sheet.north}
        </text>
      </svg>
      <figcaption>
        {approximate ? sheet.approximate : sheet.alongStreets}
        {ground !== null && ` ${text.map.groundFrom({ source: ground.attribution })}.`}
      </figcaption>
    </figure>
  );
}
