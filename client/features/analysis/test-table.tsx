import { useFormat, useText } from '#client/i18n/use-text.ts';
import { SortableTable, type Column } from '#client/ui/sortable-table.tsx';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { pValue } from './p-value.ts';
import { placeWords } from './place-words.ts';

/** More rows than this help nobody; the strongest come first. */
const MOST_ROWS = 40;

type Row = {
  key: string;
  name: string;
  z: number | null;
  p: number;
  adjusted: number | null;
};

/** Test statistics of a result, for whoever wants to check it. Nothing for a method that tests nothing. */
export function TestTable({ result }: { result: PlaceAnalysis }) {
  const text = useText();
  const { placeAnalysis: own } = text;
  const format = useFormat();
  const rows = useRows(result).toSorted((a, b) => a.p - b.p);
  if (rows.length === 0) return null;
  const columns = own.cellColumns;
  const known = (of: 'z' | 'adjusted') => rows.some((row) => row[of] !== null);
  const number = (key: 'z' | 'p' | 'adjusted', title: string): Column<Row> => ({
    key,
    title,
    number: true,
    value: (row) => row[key],
    cell: (row) => {
      const value = row[key];
      if (value === null) return '–';
      return key === 'z' ? format.number(value, 2) : pValue(value, format);
    },
  });
  return (
    <SortableTable<Row>
      label={own.fullTable}
      keyOf={({ key }) => key}
      rows={rows.slice(0, MOST_ROWS)}
      columns={[
        { key: 'name', title: columns.place, value: ({ name }) => name, cell: ({ name }) => name },
        ...(known('z') ? [number('z', columns.z)] : []),
        number('p', columns.p),
        ...(known('adjusted') ? [number('adjusted', columns.adjusted)] : []),
      ]}
    />
  );
}

function useRows(result: PlaceAnalysis): Row[] {
  const text = useText();
  const { placeAnalysis: own } = text;
  const format = useFormat();
  const words = { text, format };
  return [
    ...result.hotSpots.map((cell) => ({
      key: cell.ring.join(),
      name: placeWords(cell, words),
      z: cell.z,
      p: cell.p,
      adjusted: cell.adjustedP,
    })),
    ...result.emerging.map((cell) => ({
      key: cell.ring.join(),
      name: placeWords(cell, words),
      z: cell.trendZ,
      p: cell.trendP,
      adjusted: null,
    })),
    ...result.repeats.map(({ metres, days, p, adjustedP }) => ({
      key: `${metres} ${days}`,
      name: `${metres === 0 ? own.samePlace : own.upTo({ value: format.distance(metres) })}, ${own.upTo({ value: format.days(days) })}`,
      z: null,
      p,
      adjusted: adjustedP,
    })),
    ...result.clusters.map((cluster) => ({
      key: cluster.ring.join(),
      name: placeWords(cluster, words),
      z: null,
      p: cluster.p,
      adjusted: null,
    })),
  ];
}
