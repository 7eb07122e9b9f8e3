import { useComputedColorScheme } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { PlaceMethod } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { PLACE_COLOURS } from './place-layers.ts';

type Colours = (typeof PLACE_COLOURS)[keyof typeof PLACE_COLOURS];

/** Legend of the colours and strokes on the map. */
export function PlaceLegend({ method }: { method: PlaceMethod }) {
  const { placeAnalysis: own } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return (
    <ul className={classes.legend} aria-label={own.legend}>
      <LegendItems method={method} colours={PLACE_COLOURS[scheme]} />
    </ul>
  );
}

function LegendItems({ method, colours }: { method: PlaceMethod; colours: Colours }) {
  const { placeAnalysis: own } = useText();
  if (method === 'density') return <DensityItem dense={colours.dense} />;
  if (method === 'near_repeat') return <LinkItem colour={colours.hot} />;
  return (
    <>
      <li>
        <Swatch colour={colours.hot} />
        {method === 'scan' ? own.hotClass.cluster : own.hotClass.hot}
      </li>
      {method !== 'scan' && (
        <li>
          <Swatch colour={colours.cold} dashed />
          {own.hotClass.cold}
        </li>
      )}
      {method !== 'emerging' && (
        <li>
          <Swatch colour={colours.none} />
          {own.hotClass.none}
        </li>
      )}
    </>
  );
}

function Swatch({ colour, dashed = false }: { colour: string; dashed?: boolean }) {
  return (
    <span
      className={classes.swatch}
      style={{
        background: `${colour}80`,
        borderColor: colour,
        borderStyle: dashed ? 'dashed' : 'solid',
      }}
      aria-hidden="true"
    />
  );
}

function DensityItem({ dense: [low, high] }: { dense: Colours['dense'] }) {
  const { placeAnalysis: own } = useText();
  return (
    <li>
      {own.densityLess}
      <span
        aria-hidden="true"
        style={{ width: 96, height: 12, background: `linear-gradient(90deg, ${low}, ${high})` }}
      />
      {own.densityMore}
    </li>
  );
}

function LinkItem({ colour }: { colour: string }) {
  const { placeAnalysis: own } = useText();
  return (
    <li>
      <span aria-hidden="true" style={{ width: 24, height: 0, borderTop: `3px solid ${colour}` }} />
      {own.link}
    </li>
  );
}
