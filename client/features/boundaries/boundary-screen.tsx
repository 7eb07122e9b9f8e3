import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';

import { ImportBoundaries } from './import-boundaries.tsx';
import { boundarySetsQuery } from './queries.ts';
import { SetHistory } from './set-history.tsx';
import { SetInForce } from './set-in-force.tsx';

/** The borders in force, those before, and how to bring in better ones; `children` stand below. */
export function BoundaryScreen({ children }: { children: ReactNode }) {
  const text = useText();
  const sets = useQuery(boundarySetsQuery);
  const items = sets.data?.items ?? [];
  const inForce = items.find((set) => set.active) ?? null;
  return (
    <Page title={text.boundaries.title} lead={text.boundaries.lead}>
      {sets.isPending && (
        <Section title={text.boundaries.inForce}>
          <LoadingRows rows={4} />
        </Section>
      )}
      <ErrorNotice error={sets.error} onRetry={() => void sets.refetch()} />
      {inForce !== null && (
        <SetInForce
          set={inForce}
          before={items.find((set) => set.id === inForce.previousId) ?? null}
        />
      )}
      <ImportBoundaries inForce={inForce} />
      {items.length > 1 && <SetHistory sets={items} />}
      {children}
    </Page>
  );
}
