import { useFormat, useText } from '#client/i18n/use-text.ts';
import { SortableTable } from '#client/ui/sortable-table.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { useNumberColumn, usePlaceColumn, type Placed } from './place-columns.tsx';

const MOST_PAIRS = 10;

type Band = PlaceAnalysis['repeats'][number];
type Pair = PlaceAnalysis['links'][number] & Placed;

/** Pairs by distance and time against chance, and the nearest of them by name. */
export function RepeatTables({
  result,
  onShow,
}: {
  result: PlaceAnalysis;
  onShow: (ring: readonly LonLat[]) => void;
}) {
  const pairs = result.links
    .map((link) => ({ ...link, ring: [link.from, link.to] }))
    .toSorted((a, b) => a.metres - b.metres || a.days - b.days)
    .slice(0, MOST_PAIRS);
  return (
    <div className={classes.parts}>
      <BandTable bands={result.repeats.filter(({ observed }) => observed > 0)} />
      {pairs.length > 0 && <PairTable pairs={pairs} onShow={onShow} />}
    </div>
  );
}

function BandTable({ bands }: { bands: readonly Band[] }) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const columns = own.repeatColumns;
  const number = useNumberColumn();
  return (
    <SortableTable<Band>
      label={own.method.near_repeat}
      keyOf={({ metres, days }) => `${metres} ${days}`}
      rows={bands}
      columns={[
        {
          key: 'metres',
          title: columns.metres,
          value: ({ metres }) => metres,
          cell: (row) =>
            row.metres === 0 ? own.samePlace : own.upTo({ value: format.distance(row.metres) }),
        },
        {
          key: 'days',
          title: columns.days,
          value: ({ days }) => days,
          cell: ({ days }) => own.upTo({ value: format.days(days) }),
        },
        number('observed', columns.observed, ({ observed }) => observed),
        number('expected', columns.expected, ({ expected }) => expected),
        number('ratio', columns.ratio, ({ ratio }) => ratio, 2),
      ]}
    />
  );
}

function PairTable({
  pairs,
  onShow,
}: {
  pairs: readonly Pair[];
  onShow: (ring: readonly LonLat[]) => void;
}) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const place = usePlaceColumn<Pair>(onShow);
  return (
    <SortableTable<Pair>
      label={own.pairTable}
      keyOf={({ ring, days }) => `${ring.join()} ${days}`}
      rows={pairs}
      columns={[
        place,
        {
          key: 'metres',
          title: own.pairColumns.metres,
          value: ({ metres }) => metres,
          cell: ({ metres }) => (metres === 0 ? own.samePlace : format.distance(metres)),
        },
        {
          key: 'days',
          title: own.pairColumns.days,
          value: ({ days }) => days,
          cell: ({ days }) => format.days(days),
        },
      ]}
    />
  );
}
