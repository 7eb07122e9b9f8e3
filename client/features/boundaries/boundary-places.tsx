import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { BoundaryPreview } from '#server/contract/boundary.ts';

import classes from './boundaries.module.css';

// The map is most of the page's weight, and only a readable file needs it.
const BoundaryMap = lazy(() => import('./boundary-map.tsx'));

/** The areas of a file over those in force. */
export function BoundaryPlaces({ preview }: { preview: BoundaryPreview }) {
  const { boundaries } = useText();
  return (
    <div>
      <h3>{boundaries.where}</h3>
      <div className={classes.map}>
        <Suspense fallback={<Skeleton height="100%" radius={6} />}>
          <BoundaryMap preview={preview} />
        </Suspense>
      </div>
      <ul className={classes.legend}>
        <li data-mark="new">{boundaries.mapNew}</li>
        <li data-mark="present">{boundaries.mapPresent}</li>
        {preview.report.gaps.length > 0 && <li data-mark="gap">{boundaries.mapGaps}</li>}
      </ul>
    </div>
  );
}
