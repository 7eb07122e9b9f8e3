import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { hasPeriod, NO_FILTER, type Filter } from './filter.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { Category } from '#server/contract/point.ts';

/** One condition in words, and how the newest filter changes without it. */
export type Condition = {
  key: string;
  words: string;
  without: (newest: Filter) => Partial<Filter>;
};

export type FilterWords = {
  text: Text;
  format: Format;
  communes: readonly Commune[];
  categories: readonly Category[];
};

/** Every condition of a filter in the reader's words: for chips, pictures and print. */
export function describeFilter(filter: Filter, words: FilterWords): Condition[] {
  const { text, format, communes, categories } = words;
  const conditions: Condition[] = [];
  const each = <K extends 'status' | 'flag' | 'category' | 'commune'>(
    key: K,
    values: Filter[K],
    name: (value: string) => string,
  ) => {
    for (const value of values) {
      conditions.push({
        key: `${key}:${value}`,
        words: name(value),
        without: (newest) => ({
          [key]: newest[key].filter((other: string) => other !== value),
        }),
      });
    }
  };
  const nameOf = (names: Record<string, string>) => (value: string) => names[value] ?? value;
  each('status', filter.status, nameOf(text.register.status));
  each('flag', filter.flag, nameOf(text.register.flag));
  each('category', filter.category, (code) => {
    return categories.find((category) => category.code === code)?.name ?? code;
  });
  each('commune', filter.commune, (code) => {
    const commune = communes.find((candidate) => candidate.code === code);
    return commune === undefined ? code : communeName(commune, text);
  });
  if (filter.kind !== null) {
    conditions.push({
      key: 'kind',
      words: text.register.kind[filter.kind],
      without: () => ({ kind: NO_FILTER.kind }),
    });
  }
  if (filter.q !== '') {
    conditions.push({ key: 'q', words: `“${filter.q}”`, without: () => ({ q: NO_FILTER.q }) });
  }
  return [...conditions, ...datesOf(filter, text, format)];
}

/** Conditions about time: a period, the evening that is shown, what was known. */
function datesOf(filter: Filter, text: Text, format: Format): Condition[] {
  const conditions: Condition[] = [];
  if (hasPeriod(filter)) {
    conditions.push({
      key: 'period',
      words: periodWords(filter, text, format),
      without: () => ({
        happened: NO_FILTER.happened,
        from: NO_FILTER.from,
        to: NO_FILTER.to,
      }),
    });
  }
  if (filter.asOf !== null) {
    const date = format.date(filter.asOf);
    conditions.push({
      key: 'as_of',
      words: text.pointsList.asOfIs({ date }),
      without: () => ({ asOf: NO_FILTER.asOf }),
    });
  }
  if (filter.knownAt !== null) {
    const date = format.date(filter.knownAt);
    conditions.push({
      key: 'known_at',
      words: text.timeSlider.recordedBy({ date }),
      without: () => ({ knownAt: NO_FILTER.knownAt }),
    });
  }
  return conditions;
}

/** Describes the period filter as one condition. */
function periodWords({ happened, from, to }: Filter, { periods }: Text, format: Format): string {
  const what =
    happened.length === 0
      ? periods.anything
      : happened.map((kind) => periods.happened[kind]).join(', ');
  if (from !== null && to !== null) {
    return periods.between({ what, from: format.date(from), to: format.date(to) });
  }
  if (from !== null) return periods.since({ what, from: format.date(from) });
  return to === null ? what : periods.until({ what, to: format.date(to) });
}

/** The filter in words. */
export function useConditions(filter: Filter): Condition[] {
  const text = useText();
  const format = useFormat();
  const communes = useQuery(communesQuery).data?.items;
  const categories = useQuery(categoriesQuery).data?.items;
  return useMemo(
    () =>
      describeFilter(filter, {
        text,
        format,
        communes: communes ?? [],
        categories: categories ?? [],
      }),
    [filter, text, format, communes, categories],
  );
}
