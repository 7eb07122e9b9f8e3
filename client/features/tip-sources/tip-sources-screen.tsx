import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { TipSourceWithToken } from '#server/contract/tip-source.ts';

import { tipSourcesQuery } from './queries.ts';
import { SourceForm } from './source-form.tsx';
import { SourceCard } from './source-list.tsx';
import { TokenOnce } from './token-once.tsx';

/** Hotlines and portals that hand in tips by themselves, and the tokens that let them. */
export default function TipSourcesScreen() {
  const { tipSources: own } = useText();
  const sources = useQuery(tipSourcesQuery);
  const [issued, setIssued] = useState<TipSourceWithToken | null>(null);
  return (
    <Page title={own.title} lead={own.lead}>
      <Section title={own.add}>
        <SourceForm onIssued={setIssued} />
      </Section>
      <ErrorNotice error={sources.error} onRetry={() => void sources.refetch()} />
      {sources.isPending && <LoadingRows rows={3} />}
      {sources.data?.items.length === 0 && (
        <EmptyState title={own.emptyTitle}>{own.emptyMore}</EmptyState>
      )}
      {sources.data?.items.map((source) => (
        <SourceCard key={source.id} source={source} onIssued={setIssued} />
      ))}
      {issued !== null && <TokenOnce issued={issued} onClose={() => setIssued(null)} />}
    </Page>
  );
}
