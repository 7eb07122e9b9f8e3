import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash, type Icon } from '@tabler/icons-react';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { REPORTS_KEY } from '#client/api/reports.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { OrderAnalysesBody, type ReportAnalysis } from '#server/contract/report-analysis.ts';

import classes from './report-analyses.module.css';

/** Ways to move an analysis within its report, and to remove it, while the report is open. */
export function AnalysisActs({
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
