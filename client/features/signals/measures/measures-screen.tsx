import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page } from '#client/ui/page.tsx';
import type { SignalParameter } from '#server/contract/signal-parameters.ts';

import { ChangeDialog } from './change-dialog.tsx';
import { MeasureSection } from './measure-section.tsx';
import { measuresQuery } from './queries.ts';
import { RematchPanel } from './rematch-panel.tsx';

const OVER = ['applied', 'cancelled', 'failed'];

/** Screen of the parameters with which signals are matched to closed places, and of the preview of other values. */
export default function MeasuresScreen() {
  const { signalMeasures: own } = useText();
  const mayChange = useCan('settings:manage');
  const measures = useQuery(measuresQuery);
  const [changing, setChanging] = useState<SignalParameter | null>(null);
  const latest = measures.data?.latest ?? null;
  const open = latest !== null && !OVER.includes(latest.state);
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={measures.error} onRetry={() => void measures.refetch()} />
      {measures.isPending && <LoadingRows rows={8} />}
      {!mayChange && <Notice>{own.readOnly}</Notice>}
      {measures.data !== undefined && (
        <>
          {mayChange && latest !== null && (
            <RematchPanel
              rematch={latest}
              inForce={measures.data.inForce.find(({ key }) => key === latest.key)}
            />
          )}
          {measures.data.inForce.map((measure) => (
            <MeasureSection
              key={measure.key}
              measure={measure}
              versions={measures.data.all.filter(({ key }) => key === measure.key)}
              today={measures.data.today}
              change={mayChange ? { blocked: open, start: () => setChanging(measure) } : null}
            />
          ))}
        </>
      )}
      {changing !== null && <ChangeDialog measure={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}
