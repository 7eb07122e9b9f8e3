import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';

import { GazetteerTable } from './gazetteer-table.tsx';
import { ImportGazetteer } from './import-gazetteer.tsx';
import { gazetteersQuery } from './queries.ts';

/** The gazetteers by which addresses are found: taken in, put aside, used again. */
export function GazetteerSection() {
  const { geodata: text } = useText();
  const gazetteers = useQuery(gazetteersQuery);
  const items = gazetteers.data?.items ?? [];
  const service = gazetteers.data?.service ?? null;
  return (
    <>
      <Section title={text.gazetteers} lead={text.gazetteersLead}>
        {service !== null && <Notice>{text.service({ host: service })}</Notice>}
        <ImportGazetteer />
      </Section>
      {gazetteers.isPending && <LoadingRows rows={2} />}
      <ErrorNotice error={gazetteers.error} onRetry={() => void gazetteers.refetch()} />
      {gazetteers.isSuccess && items.length === 0 && (
        <EmptyState title={text.gazetteersNone}>{text.gazetteersNoneMore}</EmptyState>
      )}
      {items.length > 0 && <GazetteerTable items={items} />}
    </>
  );
}
