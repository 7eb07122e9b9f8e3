import { Box, Button } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { type Column, SortableTable } from '#client/ui/sortable-table.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { NamedPlace, PlaceAnalysis } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { isSignificant } from './p-value.ts';
import { placeWords } from './place-words.ts';

const MOST_PAIRS = 10;

type Band = PlaceAnalysis['repeats'][number];
type Pair = PlaceAnalysis['links'][number] & Placed;

/** Pairs by distance and time against chance, and the nearest of them by name. */
function RepeatTables({
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
        <Box component="p" fz="xs" c="dimmed" mt="sm">
          {own.onlyHot({ shown: format.number(rows.length), all: format.number(result.tested) })}
        </Box>
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

type Placed = { ring: LonLat[]; place: NamedPlace | null };

/** Column with the name of a place, which leads to it on the map. */
function usePlaceColumn<Row extends Placed>(
  onShow: (ring: readonly LonLat[]) => void,
): Column<Row> {
  const text = useText();
  const { placeAnalysis: own } = text;
  const format = useFormat();
  const name = (row: Row) => placeWords(row, { text, format });
  return {
    key: 'place',
    title: own.cellColumns.place,
    value: name,
    cell: (row) => (
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes.place}
        aria-label={`${own.show}: ${name(row)}`}
        onClick={() => onShow(row.ring)}
      >
        {name(row)}
      </Button>
    ),
  };
}

/** Gives a column of numbers for a value of the row; a dash where it is not known. */
function useNumberColumn() {
  const format = useFormat();
  return <Row,>(
    key: string,
    title: string,
    value: (row: Row) => number | null,
    digits?: number,
  ): Column<Row> => ({
    key,
    title,
    value,
    number: true,
    cell: (row) => {
      const found = value(row);
      return found === null ? '–' : format.number(found, digits);
    },
  });
}
