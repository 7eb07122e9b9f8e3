import { useText } from '#client/i18n/use-text.ts';
import { NumberedMark, PaperMap } from '#client/map/paper/paper-map.tsx';
import { sketchOf } from '#client/map/paper/sketch.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteShift, Stop } from '#server/contract/route.ts';

import classes from './sheet.module.css';

const [WIDTH, HEIGHT] = [700, 250];

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
  const { sheet } = useText().routes;
  const ends = [shift.start, shift.end].filter((place) => place !== null);
  const places = [...stops.map(({ place }) => place), ...ends];
  const sketch = sketchOf([...places, ...line], WIDTH, HEIGHT);
  const path = line.map((place) => sketch.at(place).map(Math.round).join(',')).join(' ');
  return (
    <PaperMap
      label={sheet.map}
      sketch={sketch}
      taken={places.map(sketch.at)}
      caption={approximate ? sheet.approximate : sheet.alongStreets}
      marks={
        <>
          {ends.map((place, at) => {
            const [x, y] = sketch.at(place);
            return (
              <rect key={at} x={x - 6} y={y - 6} width={12} height={12} className={classes.end} />
            );
          })}
          {stops.map(({ id, place, position }) => (
            <NumberedMark key={id} at={sketch.at(place)} number={position + 1} />
          ))}
        </>
      }
    >
      <polyline points={path} className={classes.way} data-approximate={approximate} />
    </PaperMap>
  );
}
