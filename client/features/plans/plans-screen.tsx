import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import type { PlanSummary } from '#server/contract/plan.ts';

import { PlanSections } from './plan-sections.tsx';
import { PreventionModelSection } from './prevention-model-section.tsx';
import { plansQuery } from './queries.ts';
import classes from './plans.module.css';

const route = getRouteApi('/plans');

/** A year's plan: what was asked, how it stands, and what it will probably come to. */
export default function PlansScreen() {
  const { plans: own } = useText();
  const { plan } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPending, refetch } = useQuery(plansQuery);
  const items = data?.items ?? [];
  const name = (one: PlanSummary) => `${one.number ?? own.draft} · ${one.year}`;
  const chosen = items.find(({ id }) => id === plan) ?? items[0];
  const choose = (id: number) => void navigate({ search: { plan: id } });
  return (
    <Page title={own.title} lead={own.lead}>
      {items.length > 1 && chosen !== undefined && (
        <Select
          className={`${classes.choice} screen-only`}
          label={own.plan}
          allowDeselect={false}
          value={String(chosen.id)}
          data={items.map((one) => ({ value: String(one.id), label: name(one) }))}
          onChange={(id) => {
            if (id !== null) choose(Number(id));
          }}
        />
      )}
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={10} />}
      {data !== undefined && chosen === undefined && (
        <EmptyState title={own.none}>{own.noneMore}</EmptyState>
      )}
      {chosen !== undefined && <PlanSections key={chosen.id} id={chosen.id} onOpen={choose} />}
      <PreventionModelSection />
    </Page>
  );
}
