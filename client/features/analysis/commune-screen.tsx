import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { CommuneField } from '#client/forms/commune-field.tsx';
import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { SortableTable } from '#client/ui/sortable-table.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type {
  CategoryShare,
  CommuneLook,
  ComparedCase,
  ComparedCommune,
} from '#server/contract/comparison.ts';
import { REACH } from '#server/contract/permission.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';

import { Cases } from './case-list.tsx';
import classes from './commune-look.module.css';
import { CommuneStands } from './commune-stands.tsx';
import { HowCounted } from './how-counted.tsx';
import { looksWords } from './looks-words.ts';
import { PaperFacts } from './paper-facts.tsx';
import { PeriodPresets } from './period-presets.tsx';
import { ANALYSIS_KEY, communeLookQuery } from './queries.ts';

/** Less expected than this is written as 0: a row of nothing tells nothing. */
const LEAST_SHOWN = 0.05;

const route = getRouteApi('/commune');

/** Parts that other features add to the screen of a commune. */
type Guests = {
  /** The sentences above everything else. */
  sentences?: (look: CommuneLook) => ReactNode;
  actsOf?: (item: ComparedCase) => ReactNode;
};

/** A commune in one look: where it stands, why, its cases and its replies. */
export function CommuneScreen({ sentences, actsOf }: Guests) {
  const text = useText();
  const { communeLook: own } = text;
  const { commune, from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const { role, communes } = useMe();
  const code = commune ?? communes[0]?.code ?? null;
  const look = useQuery({
    ...communeLookQuery(code ?? '', { ...(from && { from }), ...(to && { to }) }),
    enabled: code !== null,
  });
  const go = (search: Record<string, unknown>) =>
    void navigate({ search: (before) => ({ ...before, ...search }) });
  const choose = (next: string | null) => go({ commune: next ?? undefined });
  const shown = look.data;
  return (
    <Page
      title={shown === undefined ? own.title : communeName(shown.commune, text)}
      {...(shown === undefined ? {} : { actions: <KeepLook look={shown} /> })}
    >
      {REACH[role] === 'city' && (
        <CommuneField by="code" label={own.choose} value={code} onChange={choose} maw={320} />
      )}
      {REACH[role] === 'communes' && communes.length > 1 && (
        <Select
          label={own.choose}
          allowDeselect={false}
          value={code}
          data={communes.map(({ code: value, name }) => ({ value, label: name }))}
          onChange={choose}
          maw={320}
        />
      )}
      {code === null && (
        <Section>
          <p>{own.chooseFirst}</p>
        </Section>
      )}
      <ErrorNotice error={look.error} onRetry={() => void look.refetch()} />
      {code !== null && look.isPending && <LoadingRows rows={10} />}
      {code !== null && shown !== undefined && look.error === null && (
        <>
          {sentences?.(shown)}
          <PeriodPresets
            chosen={shown.period}
            onChoose={(period) => go({ from: period.from, to: period.to })}
          />
          <Parts look={shown} actsOf={actsOf} />
        </>
      )}
    </Page>
  );
}

/** Takes the look as it stands into a report, or onto paper; the log names the commune and the period. */
function KeepLook({ look: { commune, period, categories } }: { look: CommuneLook }) {
  const view = new URLSearchParams({ commune: commune.code, from: period.from, to: period.to });
  return (
    <>
      <PutIntoReport
        analysis={{ kind: 'commune', commune: commune.code, query: period }}
        subject="commune"
        n={categories.reduce((sum, { observed }) => sum + observed, 0)}
        {...period}
        shownBy={ANALYSIS_KEY}
      />
      <PrintButton kind="commune_print" view={view.toString()} />
    </>
  );
}

function Parts({ look, actsOf }: { look: CommuneLook; actsOf: Guests['actsOf'] }) {
  const { communeLook: own } = useText();
  const { code } = look.commune;
  const late = look.rows.find(({ measure }) => measure === 'late_tips')?.row?.observed ?? 0;
  return (
    <>
      {actsOf !== undefined && <Recurrences look={look} actsOf={actsOf} />}
      <CommunePoints look={look} />
      <CommuneStands look={look} />
      <CommuneWhy look={look} />
      {actsOf === undefined && <Recurrences look={look} actsOf={actsOf} />}
      {late > 0 && (
        <Section title={own.lateTips}>
          <Cases commune={code} choice={{ measure: 'late_tips', ...look.period }} />
        </Section>
      )}
    </>
  );
}

function Recurrences({ look, actsOf }: { look: CommuneLook; actsOf: Guests['actsOf'] }) {
  const { communeLook: own } = useText();
  return (
    <Section title={own.cases}>
      <Cases
        commune={look.commune.code}
        choice={{ measure: 'recurrences', ...look.period }}
        actsOf={actsOf}
      />
    </Section>
  );
}

/** The points of a commune by status; each number leads to exactly these on the map. */
function CommunePoints({ look }: { look: CommuneLook }) {
  const { communeLook: own } = useText();
  const format = useFormat();
  const shown = POINT_STATUSES.flatMap((status) => {
    const found = look.statuses.find((one) => one.status === status);
    return found === undefined ? [] : [found];
  });
  return (
    <Section title={own.points}>
      {shown.length === 0 && <EmptyLine title={own.noPoints} next="communePoints" />}
      <ul className={classes.points}>
        {shown.map(({ status, count }) => (
          <li key={status}>
            <Link to="/" search={{ status, commune: look.commune.code }}>
              <strong>{format.number(count)}</strong>
              <StatusBadge status={status} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Explains the recurrences of a commune: categories, checks and how complete its records are. */
function CommuneWhy({ look }: { look: CommuneLook }) {
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
