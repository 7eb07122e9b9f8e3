import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { useFormat } from '#client/i18n/use-text.ts';
import type { ImportPreview } from '#server/contract/point-import.ts';

import { useImportText } from './import-target.ts';
import classes from './table-imports.module.css';

// The map is most of the page's weight, and only a readable file needs it.
const PreviewMap = lazy(() => import('./preview-map.tsx'));

/** Map of the rows, and of the suggested positions of those that still wait. */
export function PreviewPlaces({ preview }: { preview: ImportPreview }) {
  const text = useImportText();
  const format = useFormat();
  const waits = preview.problems.some((problem) => problem.suggestion !== undefined);
  return (
    <div>
      <h3>{text.imports.where}</h3>
      <div className={classes.map}>
        <Suspense fallback={<Skeleton height="100%" radius={6} />}>
          <PreviewMap preview={preview} />
        </Suspense>
      </div>
      <ul className={classes.legend}>
        <li data-mark="ready">{text.imports.mapReady}</li>
        {waits && <li data-mark="waits">{text.imports.mapWaits}</li>}
        {preview.counts.ready > preview.rows.length && (
          <li className={classes.muted}>
            {text.imports.mapCapped({ shown: format.number(preview.rows.length, 0) })}
          </li>
        )}
      </ul>
    </div>
  );
}
