import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { REPORTS_KEY } from '#client/api/reports.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { NOTHING_TYPED } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { OrderAnalysesBody, type ReportAnalysis } from '#server/contract/report-analysis.ts';
import type { ReportVersion } from '#server/contract/report.ts';

import { reportAnalysesQuery } from './queries.ts';
import classes from './report-analyses.module.css';
import { SealedSheet } from './sealed-sheet.tsx';

/** The analyses of one version of a report, in its order; a draft says where they come from. */
export function ReportAnalyses({ version }: { version: ReportVersion }) {
  const { sealedAnalyses: own } = useText();
  const { data, error, isPending, refetch } = useQuery(reportAnalysesQuery(version.id));
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingRows rows={3} />;
  const { items, whyNotChange } = data;
  if (items.length === 0) return whyNotChange === null ? <NoneYet /> : null;
  const ids = items.map(({ id }) => id);
  return (
    <Section title={own.title} lead={own.titleMore}>
      <ol className={classes.list}>
        {items.map((item, at) => (
          <li key={item.id} className={classes.item}>
            <SealedSheet item={item} number={at + 1} />
            {whyNotChange === null && (
              <AnalysisActs reportId={version.id} item={item} ids={ids} at={at} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function NoneYet() {
  const { sealedAnalyses: own } = useText();
  return (
    <div className="screen-only">
      <Section title={own.title}>
        <EmptyState
          title={own.none}
          action={
            <Button variant="default" renderRoot={(props) => <Link to="/comparison" {...props} />}>
              {own.toComparison}
            </Button>
          }
        >
          {own.noneMore}
        </EmptyState>
      </Section>
    </div>
  );
}

/** Ways to move an analysis within its report, and to remove it, while the report is open. */
function AnalysisActs({
  reportId,
  item,
  ids,
  at,
}: {
  reportId: number;
  item: ReportAnalysis;
  /** The analyses of the report in the order that was seen. */
  ids: readonly number[];
  at: number;
}) {
  const { sealedAnalyses: own } = useText();
  const [asking, setAsking] = useState(false);
  const write = useWrite({
    draft: NOTHING_TYPED,
    initial: { ids: [...ids] },
    schema: OrderAnalysesBody,
    send: (json, once) =>
      call(
        api.reports[':id'].analyses.order.$post({ param: { id: String(reportId) }, json }, once),
      ),
    refresh: [REPORTS_KEY],
  });
  const title = `${at + 1}. ${own.subject[item.content.subject]}`;
  const move = (by: -1 | 1) => {
    const order = [...ids];
    order.splice(at, 1);
    order.splice(at + by, 0, item.id);
    write.sendAs({ ids: order });
  };
  return (
    <div className={`${classes.acts} screen-only`}>
      <Act
        words={own.up}
        of={title}
        Sign={IconArrowUp}
        disabled={at === 0 || write.pending}
        onPress={() => move(-1)}
      />
      <Act
        words={own.down}
        of={title}
        Sign={IconArrowDown}
        disabled={at === ids.length - 1 || write.pending}
        onPress={() => move(1)}
      />
      <Act words={own.remove} of={title} Sign={IconTrash} onPress={() => setAsking(true)} />
      <ErrorNotice error={write.error} />
      {asking && <RemoveDialog item={item} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Act({
  words,
  of,
  Sign,
  disabled = false,
  onPress,
}: {
  words: string;
  /** Title of the analysis, for who hears the button. */
  of: string;
  Sign: Icon;
  disabled?: boolean;
  onPress: () => void;
}) {
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<Sign size={16} stroke={1.8} aria-hidden="true" />}
      disabled={disabled}
      aria-label={`${words}: ${of}`}
      onClick={onPress}
    >
      {words}
    </Button>
  );
}

function RemoveDialog({ item, onClose }: { item: ReportAnalysis; onClose: () => void }) {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api.reports.analyses[':id'].remove.$post({ param: { id: String(item.id) } }, once)),
    said: own.removed,
    refresh: [REPORTS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.removeTitle}
      lead={own.removeLead({
        title: own.subject[item.content.subject],
        count: format.number(item.content.n[0]?.count ?? 0, 0),
      })}
      confirm={own.remove}
      onClose={onClose}
    />
  );
}
