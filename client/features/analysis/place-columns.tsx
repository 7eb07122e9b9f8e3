import { Button } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Column } from '#client/ui/sortable-table.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { NamedPlace } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { placeWords } from './place-words.ts';

export type Placed = { ring: LonLat[]; place: NamedPlace | null };

/** Column with the name of a place, which leads to it on the map. */
export function usePlaceColumn<Row extends Placed>(
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
export function useNumberColumn() {
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
