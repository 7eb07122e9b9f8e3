import { Button } from '@mantine/core';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ReportList } from '#server/contract/report.ts';

import { usePeriodName } from '#client/i18n/period-name.ts';
import type { AskedPeriod } from './queries.ts';
import { ReportState } from './report-state.tsx';

/** The reports within reach, latest period first. */
export function ReportListSection({
  list,
  onOpen,
}: {
  list: ReportList;
  onOpen: (asked: AskedPeriod) => void;
}) {
  const text = useText();
  const own = text.reports;
  const format = useFormat();
  const name = usePeriodName();
  return (
    <div className="screen-only">
      <Section title={own.list} flush>
        {list.items.length === 0 ? (
          <EmptyState title={own.listEmpty}>{own.listEmptyMore}</EmptyState>
        ) : (
          <DataTable
            label={own.list}
            head={[own.period, own.whose, own.stateLabel, own.changed, own.open]}
          >
            {list.items.map(({ id, commune, period, version, state, changedAt }) => {
              const whose = commune === null ? own.wholeCity : communeName(commune, text);
              return (
                <tr key={id}>
                  <td>{name(period)}</td>
                  <td>{whose}</td>
                  <td>
                    <ReportState state={state} version={version} />
                  </td>
                  <td>{format.dateTime(changedAt)}</td>
                  <td>
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={`${own.open}: ${name(period)}, ${whose}`}
                      onClick={() => onOpen({ ...period, commune: commune?.code ?? null })}
                    >
                      {own.open}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </DataTable>
        )}
      </Section>
    </div>
  );
}
