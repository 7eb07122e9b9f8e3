import { useFormat, useText } from '#client/i18n/use-text.ts';
import { SortableTable } from '#client/ui/sortable-table.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { isSignificant } from './p-value.ts';
import { useNumberColumn, usePlaceColumn, type Placed } from './place-columns.tsx';
import { RepeatTables } from './repeat-tables.tsx';

const FEW_ROWS = 10;

type Shown = { result: PlaceAnalysis; onShow: (ring: readonly LonLat[]) => void };

/** The results by place, each shown on the map with one press; rows of nothing are left out. */
export function PlaceTables(shown: Shown) {
  const { result } = shown;
  if (result.hotSpots.length > 0) return <HotTable {...shown} />;
  if (result.emerging.length > 0) return <EmergingTable {...shown} />;
  if (result.repeats.length > 0) return <RepeatTables {...shown} />;
  if (result.density.length > 0) return <DensityTable {...shown} />;
  return result.clusters.length > 0 ? <ScanTable {...shown} /> : null;
}

const keyOf = ({ ring }: Placed) => ring.join();

function HotTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const columns = own.cellColumns;
  const number = useNumberColumn();
  type Row = PlaceAnalysis['hotSpots'][number];
  const place = usePlaceColumn<Row>(onShow);
  const toneOf = ({ z, adjustedP }: Row) =>
    isSignificant(adjustedP) ? (z > 0 ? ('hot' as const) : ('cold' as const)) : ('none' as const);
  const rows = result.hotSpots
    .filter((row) => row.events > 0 || toneOf(row) !== 'none')
    .toSorted((a, b) => a.adjustedP - b.adjustedP || b.z - a.z);
  return (
    <>
      <SortableTable<Row>
        label={own.method.hot_spots}
        keyOf={keyOf}
        rows={rows}
        columns={[
          place,
          {
            key: 'finding',
            title: columns.finding,
            value: (row) => own.hotClass[toneOf(row)],
            cell: (row) => own.hotClass[toneOf(row)],
          },
          number('events', columns.events, ({ events }) => events),
          number('checks', columns.checks, ({ checks }) => checks),
        ]}
      />
      {rows.length < result.tested && (
        <p className={classes.run}>
          {own.onlyHot({ shown: format.number(rows.length), all: format.number(result.tested) })}
        </p>
      )}
    </>
  );
}

function EmergingTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const columns = own.cellColumns;
  const number = useNumberColumn();
  type Row = PlaceAnalysis['emerging'][number];
  const pattern = (row: Row) => `${own.pattern[row.pattern]} (${own.temperature[row.temperature]})`;
  return (
    <SortableTable<Row>
      label={own.method.emerging}
      keyOf={keyOf}
      rows={result.emerging}
      first={{ by: 'events', down: true }}
      columns={[
        usePlaceColumn<Row>(onShow),
        { key: 'pattern', title: columns.pattern, value: pattern, cell: pattern },
        number('events', columns.events, ({ events }) => events),
        number('checks', columns.checks, ({ checks }) => checks),
      ]}
    />
  );
}

function DensityTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const number = useNumberColumn();
  type Row = PlaceAnalysis['density'][number];
  const densest = result.density.toSorted((a, b) => b.density - a.density).slice(0, FEW_ROWS);
  return (
    <SortableTable<Row>
      label={own.method.density}
      keyOf={keyOf}
      rows={densest}
      columns={[
        usePlaceColumn<Row>(onShow),
        number('density', own.cellColumns.density, ({ density }) => density, 2),
      ]}
    />
  );
}

function ScanTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const columns = own.scanColumns;
  const number = useNumberColumn();
  type Row = PlaceAnalysis['clusters'][number];
  return (
    <SortableTable<Row>
      label={own.method.scan}
      keyOf={keyOf}
      rows={result.clusters}
      columns={[
        usePlaceColumn<Row>(onShow),
        {
          key: 'from',
          title: columns.from,
          value: ({ from }) => from,
          cell: ({ from }) => format.date(from),
        },
        number('cases', columns.cases, ({ cases }) => cases),
        number('expected', columns.expected, ({ expected }) => expected),
        number('places', columns.places, ({ places }) => places),
        {
          key: 'radius',
          title: columns.radius,
          value: ({ radius }) => radius,
          number: true,
          cell: ({ radius }) => format.distance(radius),
        },
        {
          key: 'every',
          title: columns.every,
          value: ({ recurrenceDays }) => recurrenceDays,
          number: true,
          cell: ({ recurrenceDays }) =>
            own.everyDays({ days: format.days(Math.round(recurrenceDays)) }),
        },
      ]}
    />
  );
}
