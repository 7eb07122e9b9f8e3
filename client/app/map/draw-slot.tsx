import { lazy, Suspense } from 'react';

import type { DrawPlaceProps } from '#client/features/places/draw-place.tsx';
import { MODES } from '#client/map/modes/modes.ts';

// The pen is a library of its own; who only reads never loads it. It is there before its panel is.
const DrawPlace = lazy(async () => {
  const [{ DrawPlace: Panel }] = await Promise.all([
    import('#client/features/places/draw-place.tsx'),
    MODES.draw.load(),
  ]);
  return { default: Panel };
});
const MeasurePanel = lazy(async () => {
  const [{ MeasurePanel: Panel }] = await Promise.all([
    import('#client/features/places/measure-panel.tsx'),
    MODES.measure.load(),
  ]);
  return { default: Panel };
});

/** Slot of the pen, for drawing and measuring: in place of the record, with access to the map. */
export function DrawSlot({ measuring, ...props }: DrawPlaceProps & { measuring: boolean }) {
  return (
    <Suspense fallback={null}>
      {measuring ? (
        <MeasurePanel view={props.view} onClose={props.onCancel} />
      ) : (
        <DrawPlace {...props} />
      )}
    </Suspense>
  );
}
