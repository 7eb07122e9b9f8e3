import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import { useText } from '#client/i18n/use-text.ts';
import { PointKind } from '#server/contract/point.ts';

import type { FieldProps } from './use-write.ts';

/** The category, grouped by kind; a place that is listed keeps its kind. */
export function CategoryField({
  field,
  kind,
  placeholder,
}: {
  field: FieldProps;
  /** Only categories of this kind; absent: all. */
  kind?: PointKind;
  placeholder?: string;
}) {
  const text = useText();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const kinds = kind === undefined ? PointKind.options : [kind];
  return (
    <Select
      label={text.placeFacts.category}
      searchable
      allowDeselect={false}
      {...(placeholder === undefined ? {} : { placeholder })}
      data={kinds.map((group) => ({
        group: text.register.kind[group],
        items: categories
          .filter((category) => category.kind === group)
          .map((category) => ({ value: category.code, label: category.name })),
      }))}
      {...field('category')}
    />
  );
}
