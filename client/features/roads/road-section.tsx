import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';

import { ImportRoads } from './import-roads.tsx';
import { NetworkTable } from './network-table.tsx';
import { roadNetworksQuery } from './queries.ts';

/** The road network by which routes are measured: brought into use, gone back from. */
export function RoadSection() {
  const { geodata: text } = useText();
  const networks = useQuery(roadNetworksQuery);
  const items = networks.data?.items ?? [];
  const service = networks.data?.service ?? null;
  return (
    <>
      <Section title={text.roads} lead={text.roadsLead}>
        {service !== null && <Notice>{text.router({ host: service })}</Notice>}
        <ImportRoads />
      </Section>
      {networks.isPending && <LoadingRows rows={2} />}
      <ErrorNotice error={networks.error} onRetry={() => void networks.refetch()} />
      {networks.isSuccess && items.length === 0 && (
        <EmptyState title={text.roadsNone}>{text.roadsNoneMore}</EmptyState>
      )}
      {items.length > 0 && <NetworkTable items={items} />}
    </>
  );
}
