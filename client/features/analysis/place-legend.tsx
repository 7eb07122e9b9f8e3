import { useComputedColorScheme } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { PlaceMethod } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { PLACE_COLOURS } from './place-layers.ts';

/** Legend of the colours and strokes on the map. */
export function PlaceLegend({ method }: { method: PlaceMethod }) {
  const { placeAnalysis: own } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const colours = PLACE_COLOURS[scheme];
  const swatch = (colour: string, style: 'solid' | 'dashed') => (
    <span
      className={classes.swatch}
      style={{ background: `${colour}80`, borderColor: colour, borderStyle: style }}
      aria-hidden="true"
    />
  );
  if (method === 'density') {
    const [low, high] = colours.dense;
    return (
      <ul className={classes.legend} aria-label={own.legend}>
        <li>
          {own.densityLess}
          <span
            aria-hidden="true"
            style={{ width: 96, height: 12, background: `linear-gradient(90deg, ${low}, ${high})` }}
          />
          {own.densityMore}
        </li>
      </ul>
    );
  }
  if (method === 'near_repeat') {
    return (
      <ul className={classes.legend} aria-label={own.legend}>
        <li>
          <span
            aria-hidden="true"
            style={{ width: 24, height: 0, borderTop: `3px solid ${colours.hot}` }}
          />
          {own.link}
        </li>
      </ul>
    );
  }
  const significant = method === 'scan' ? own.hotClass.cluster : own.hotClass.hot;
  return (
    <ul className={classes.legend} aria-label={own.legend}>
      <li>
        {swatch(colours.hot, 'solid')}
        {significant}
      </li>
      {method !== 'scan' && (
        <li>
          {swatch(colours.cold, 'dashed')}
          {own.hotClass.cold}
        </li>
      )}
      {method !== 'emerging' && (
        <li>
          {swatch(colours.none, 'solid')}
          {own.hotClass.none}
        </li>
      )}
    </ul>
  );
}
