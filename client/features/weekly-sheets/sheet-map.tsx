import { Flex, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { NumberedMark, PaperMap } from '#client/map/paper/paper-map.tsx';
import { sketchOf, type Sketch } from '#client/map/paper/sketch.ts';
import type { Spot } from '#client/map/paper/street-names.ts';
import type { Scheme } from '#client/ui/tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';
import {
  codesOfAll,
  type WeeklyFigures,
  type WeeklySheetView,
} from '#server/contract/weekly-sheet.ts';

import classes from './weekly-sheets.module.css';

/** Nearer than this, in units of the drawing, two circles would cover each other's numbers. */
const APART = 19;

/** Width of the sheet between its margins, CSS pixels. */
const PAPER = { width: 700, height: 140 };
/** CSS pixels; letters of a drawing are made for paper, and larger on a screen. */
const SCREEN = { height: 300, larger: 1.25 };
/** Numbers that are explained: as many codes as the figures name at most. */
const MOST_EXPLAINED = 48;

type Shown = { sheet: WeeklySheetView; figures: WeeklyFigures };

/** The commune with the points that the sheet names, drawn as wide as its place on the screen. */
export function SheetMap({ sheet, figures }: Shown) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return (
    <div ref={ref} className={classes.map}>
      {width > 0 && (
        <Drawing
          sheet={sheet}
          figures={figures}
          width={Math.round(width / SCREEN.larger)}
          height={SCREEN.height / SCREEN.larger}
          scheme={scheme}
        />
      )}
    </div>
  );
}

/** The same for paper. */
export function PrintedSheetMap(shown: Shown) {
  return (
    <div className={classes.map}>
      <Drawing {...shown} {...PAPER} scheme="light" />
    </div>
  );
}

function Drawing({
  sheet: { map },
  figures,
  width,
  height,
  scheme,
}: Shown & { width: number; height: number; scheme: Scheme }) {
  const { weeklySheets: own } = useText();
  const named = new Set(codesOfAll(figures));
  const places = map.places.filter(({ code }) => named.has(code));
  const framed = [...map.outline.flat(), ...places.map(({ place }) => place)];
  if (framed.length === 0) return null;
  const sketch = sketchOf(framed, width, height);
  const numbered = numberPlaces(places, sketch);
  return (
    <>
      <PaperMap
        label={own.map}
        sketch={sketch}
        taken={numbered.map(({ at }) => at)}
        caption={numbered.length === 0 ? own.mapEmpty : own.mapNumbers}
        scheme={scheme}
        marks={numbered.map(({ number, at }) => (
          <NumberedMark key={number} at={at} number={number} />
        ))}
      >
        <Area outline={map.outline} sketch={sketch} />
      </PaperMap>
      <Numbers numbered={numbered} />
    </>
  );
}

/** The border of the commune; what lies beyond it is paler. */
function Area({ outline, sketch }: { outline: WeeklySheetView['map']['outline']; sketch: Sketch }) {
  const rings = outline
    .map((ring) => `M${ring.map((place) => sketch.at(place).map(Math.round).join(' ')).join('L')}Z`)
    .join('');
  if (rings === '') return null;
  return (
    <>
      <path
        d={`M0 0h${sketch.width}v${sketch.height}h-${sketch.width}Z${rings}`}
        fillRule="evenodd"
        className={classes.beyond}
      />
      <path d={rings} className={classes.border} />
    </>
  );
}

/** Each number of the drawing with the codes that it stands for. */
function Numbers({ numbered }: { numbered: readonly NumberedPlace[] }) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  const rest = numbered.slice(MOST_EXPLAINED).flatMap(({ codes }) => codes).length;
  return (
    <Flex component="ul" className={classes.numbers} gap="2px 12px" wrap="wrap" mt={4}>
      {numbered.slice(0, MOST_EXPLAINED).map(({ number, codes }) => (
        <li key={number}>
          <strong>{format.number(number, 0)}</strong> {codes.join(', ')}
        </li>
      ))}
      {rest > 0 && <li>{own.moreCodes({ count: format.number(rest, 0) })}</li>}
    </Flex>
  );
}

/** One number of the drawing, with the points that it stands for. */
type NumberedPlace = { number: number; at: Spot; codes: string[] };

/**
 * Numbers places in the order in which they are given. Places that lie too near each other in the drawing share the
 * circle of the first one.
 */
export function numberPlaces(
  places: readonly { code: string; place: LonLat }[],
  sketch: Pick<Sketch, 'at'>,
): NumberedPlace[] {
  const numbered: NumberedPlace[] = [];
  for (const { code, place } of places) {
    const [x, y] = sketch.at(place);
    const near = numbered.find(({ at }) => Math.hypot(at[0] - x, at[1] - y) < APART);
    if (near === undefined)
      numbered.push({ number: numbered.length + 1, at: [x, y], codes: [code] });
    else near.codes.push(code);
  }
  return numbered;
}
