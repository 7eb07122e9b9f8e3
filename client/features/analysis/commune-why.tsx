import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { Section } from '#client/ui/page.tsx';
import { SortableTable } from '#client/ui/sortable-table.tsx';
import type { CategoryShare, CommuneLook, ComparedCommune } from '#server/contract/comparison.ts';

import classes from './commune-look.module.css';
import { HowCounted } from './how-counted.tsx';
import { looksWords } from './looks-words.ts';
import { PaperFacts } from './paper-facts.tsx';

/** Less expected than this is written as 0: a row of nothing tells nothing. */
const LEAST_SHOWN = 0.05;

/** Explains the recurrences of a commune: categories, checks and how complete its records are. */
export function CommuneWhy({ look }: { look: CommuneLook }) {
  const { analysis, communeLook: own } = useText();
  const format = useFormat();
  const row = look.rows.find(({ measure }) => measure === 'recurrences')?.row ?? null;
  const categories = look.categories.filter(
    ({ observed, expected }) => observed > 0 || expected >= LEAST_SHOWN,
  );
  return (
    <Section title={own.why} lead={own.whyLead}>
      {row !== null && <Quality row={row} />}
      {categories.length === 0 ? (
        <EmptyLine title={own.noCategories} next="cases" />
      ) : (
        <CategoryTable categories={categories} />
      )}
      {row !== null && (
        <PaperFacts
          n={analysis.nPlaces({ events: format.number(row.observed) })}
          {...look.period}
          run={look.run}
        />
      )}
      <HowCounted>
        <p>{own.basis}</p>
        <p>{analysis.rule}</p>
      </HowCounted>
    </Section>
  );
}

/** Shows if the counts can be trusted, and how many cases the commune has replied to. */
function Quality({ row }: { row: ComparedCommune }) {
  const { analysis } = useText();
  const format = useFormat();
  const share = (value: number | null) =>
    value === null ? analysis.none : format.percent(value, 0);
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{analysis.completeness}</dt>
        <dd>{share(row.completeness)}</dd>
      </div>
      <div>
        <dt>{analysis.unchecked}</dt>
        <dd>{share(row.checkedShare === null ? null : 1 - row.checkedShare)}</dd>
      </div>
      <div>
        <dt>{analysis.looks}</dt>
        <dd>{looksWords(row.looks, { analysis }, format)}</dd>
      </div>
      <div>
        <dt>{analysis.replied}</dt>
        <dd>
          {row.replied === null
            ? analysis.none
            : analysis.repliedOf({
                replied: format.number(row.replied),
                cases: format.number(row.observed),
              })}
        </dd>
      </div>
    </dl>
  );
}

function CategoryTable({ categories }: { categories: readonly CategoryShare[] }) {
  const { analysis, communeLook: own } = useText();
  const format = useFormat();
  const known = useQuery(categoriesQuery).data?.items;
  const nameOf = (code: string) => known?.find((one) => one.code === code)?.name ?? code;
  return (
    <SortableTable<CategoryShare>
      label={own.why}
      rows={categories}
      keyOf={({ category }) => category}
      columns={[
        {
          key: 'category',
          title: own.category,
          value: ({ category }) => nameOf(category),
          cell: ({ category }) => nameOf(category),
        },
        {
          key: 'observed',
          title: analysis.columns.observed,
          number: true,
          value: ({ observed }) => observed,
          cell: ({ observed }) => format.number(observed),
        },
        {
          key: 'expected',
          title: analysis.columns.expected,
          number: true,
          value: ({ expected }) => expected,
          cell: ({ expected }) => format.number(expected),
        },
      ]}
    />
  );
}
