import { lazy, Suspense } from 'react';

import type { DrawPlaceProps } from '#client/features/places/draw-place.tsx';

// The pen is a library of its own; who only reads never loads it.
const DrawPlace = lazy(async () => ({
  default: (await import('#client/features/places/draw-place.tsx')).DrawPlace,
}));

/** Slot of the drawing: in place of the record, with access to the map. */
export function DrawSlot(props: DrawPlaceProps) {
  return (
    <Suspense fallback={null}>
      <DrawPlace {...props} />
    </Suspense>
  );
}
