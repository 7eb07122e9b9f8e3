import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { tipClocksQuery } from '#client/features/tips/queries.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page } from '#client/ui/page.tsx';

import { DaysOff } from './days-off.tsx';
import { RuleTable } from './rule-table.tsx';

/** Until when tips are to be handled, by which papers, and which days count. */
export default function TipClocksScreen() {
  const { tipClocks: own } = useText();
  const format = useFormat();
  const mayChange = useCan('settings:manage');
  const clocks = useQuery(tipClocksQuery);
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={clocks.error} onRetry={() => void clocks.refetch()} />
      {clocks.isPending && <LoadingRows rows={8} />}
      {clocks.data !== undefined && (
        <>
          {!mayChange && <Notice>{own.readOnly}</Notice>}
          {clocks.data.unknownYears.length > 0 && (
            <Notice title={own.unknownYears({ years: clocks.data.unknownYears.join(', ') })}>
              {own.unknownYearsMore}
            </Notice>
          )}
          <p>{own.dueSoon({ days: format.days(clocks.data.dueSoonDays) })}</p>
          <RuleTable rules={clocks.data.rules} mayChange={mayChange} />
          <DaysOff days={clocks.data.daysOff} mayChange={mayChange} />
        </>
      )}
    </Page>
  );
}
