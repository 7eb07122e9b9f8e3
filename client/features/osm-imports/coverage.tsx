import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { OsmPreview } from '#server/contract/osm-import.ts';
import counted from '#client/ui/counted-facts.module.css';
import { FactList } from '#client/ui/fact-list.tsx';

import classes from './osm-imports.module.css';

// The map is most of the page's weight, and only a readable file needs it.
const CoverageMap = lazy(() => import('./coverage-map.tsx'));
/** Files of a whole city end somewhere outside of it; less than this is a part of it. */
const WHOLE_CITY = 0.95;

/** Elements of a file, and how much of the city they cover: in words and drawn on the map. */
export function Coverage({ preview: { counts, coverage } }: { preview: OsmPreview }) {
  const { osmImports: text } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  const facts: [string, string][] = [
    [text.nodes, number(counts.nodes)],
    [text.ways, number(counts.ways)],
    [text.relations, number(counts.relations)],
  ];
  const { total, whole, part } = coverage.communes;
  return (
    <>
      <FactList className={counted.facts} facts={facts} />
      <div>
        <h3>{text.coverage}</h3>
        <p>
          {text.covers({
            share: format.percent(coverage.cityShare),
            whole: number(whole),
            part: number(part),
            total: number(total),
          })}
        </p>
      </div>
      {coverage.cityShare < WHOLE_CITY && <Notice title={text.partial}>{text.partialMore}</Notice>}
      <div className={classes.map}>
        <Suspense fallback={<Skeleton height="100%" radius={6} />}>
          <CoverageMap hull={coverage.hull} />
        </Suspense>
      </div>
    </>
  );
}
