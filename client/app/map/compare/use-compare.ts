import { useMemo } from 'react';

import { today } from '#client/i18n/today.ts';
import { toggled, type Filter } from '#client/register/filter.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { View } from '#client/app/map/use-view.ts';
import type { ViewSearch } from '#client/register/view-search.ts';
import {
  DIFFERENCES,
  differenceFilter,
  firstEvening,
  type Difference,
} from './compared-filters.ts';

export type Compare = {
  /** The other evening; null while nothing is compared. */
  evening: IsoDate | null;
  /** Kinds of differences that list and map show; null while both evenings lie side by side. */
  differences: readonly Difference[] | null;
  toggle: () => void;
  chooseEvening: (evening: IsoDate) => void;
  chooseDifferences: (kinds: readonly Difference[] | null) => void;
  toggleDifference: (kind: Difference) => void;
};

/** Kinds of differences that the address names; null: none is asked for. */
const namedDifferences = ({ changed }: Pick<ViewSearch, 'changed'>) =>
  changed === undefined ? null : DIFFERENCES.filter((kind) => changed.split(',').includes(kind));

/** The comparison that the address names, and the view that list and map show meanwhile. */
export function useCompare(view: View): { compare: Compare; shown: View } {
  const { search, filter, setSearch } = view;
  const evening = search.compare ?? null;
  const { changed } = search;
  const differences = useMemo(
    () => (evening === null ? null : namedDifferences({ changed })),
    [evening, changed],
  );
  const shown = useMemo<Filter>(
    () =>
      evening === null || differences === null
        ? filter
        : differenceFilter(filter, evening, differences, today()),
    [filter, evening, differences],
  );
  const compare: Compare = {
    evening,
    differences,
    toggle: () =>
      setSearch({
        compare: evening === null ? firstEvening(filter, today()) : undefined,
        changed: undefined,
      }),
    chooseEvening: (chosen) => setSearch({ compare: chosen }),
    chooseDifferences: (kinds) => setSearch({ changed: kinds?.join(',') }),
    toggleDifference: (kind) =>
      setSearch((newest) => ({ changed: toggled(namedDifferences(newest) ?? [], kind).join(',') })),
  };
  return { compare, shown: { ...view, filter: shown } };
}
