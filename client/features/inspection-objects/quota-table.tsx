import { Button, NativeSelect, NumberInput, Progress, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import {
  SetInspectionQuotaBody,
  type InspectionQuota,
} from '#server/contract/inspection-object.ts';

import shared from '#client/ui/shared.module.css';
import { OBJECTS_KEY, quotasQuery } from './queries.ts';

/** Progress of each commune in its inspections of a year. */
export function QuotaTable() {
  const { inspections: own } = useText();
  const thisYear = Number(today().slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [setting, setSetting] = useState<InspectionQuota | null>(null);
  const sets = useCan('inspection_quotas:set');
  const list = useQuery(quotasQuery(year));
  const items = list.data?.items ?? [];
  const head = [
    own.commune,
    own.inspected,
    own.visitCount,
    own.open,
    own.due,
    ...(sets ? [own.setQuota] : []),
  ];
  return (
    <>
      <NativeSelect
        label={own.year}
        maw={160}
        value={String(year)}
        data={[thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map(String)}
        onChange={(event) => setYear(Number(event.currentTarget.value))}
      />
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <LoadingRows rows={6} />}
      {list.isSuccess && items.length === 0 && <EmptyLine title={own.noQuotas} next="quotas" />}
      {items.length > 0 && (
        <DataTable label={own.quotaTab} head={head}>
          {items.map((quota) => (
            <QuotaRow
              key={quota.communeId}
              quota={quota}
              onSet={sets ? () => setSetting(quota) : null}
            />
          ))}
        </DataTable>
      )}
      <p className={shared.aside}>{own.quotaFormula}</p>
      {setting !== null && (
        <QuotaDialog quota={setting} year={year} onClose={() => setSetting(null)} />
      )}
    </>
  );
}

function QuotaRow({ quota, onSet }: { quota: InspectionQuota; onSet: (() => void) | null }) {
  const { inspections: own } = useText();
  const format = useFormat();
  const number = (value: number) => format.number(value, 0);
  const done = number(quota.inspected);
  return (
    <tr>
      <th scope="row">{quota.communeName}</th>
      <td>
        {own.progress({ done, quota: quota.quota === null ? own.noQuota : number(quota.quota) })}
        {quota.quota !== null && quota.quota > 0 && (
          <Progress
            value={Math.min(100, (100 * quota.inspected) / quota.quota)}
            aria-label={`${own.inspected}: ${quota.communeName}`}
          />
        )}
      </td>
      <td>
        {number(quota.visits)}
        {quota.awaited > 0 && ` (${own.awaited({ count: number(quota.awaited) })})`}
      </td>
      <td>{number(quota.open)}</td>
      <td>{number(quota.reinspectionDue)}</td>
      {onSet !== null && (
        <td>
          <Button
            variant="default"
            size="compact-md"
            aria-label={own.setQuotaOf({ commune: quota.communeName })}
            onClick={onSet}
          >
            {own.setQuota}
          </Button>
        </td>
      )}
    </tr>
  );
}

function QuotaDialog({
  quota,
  year,
  onClose,
}: {
  quota: InspectionQuota;
  year: number;
  onClose: () => void;
}) {
  const { inspections: own } = useText();
  const format = useFormat();
  const write = useWrite({
    draft: `quota ${quota.communeId} ${year}`,
    initial: {
      quota: (quota.quota ?? '') as number | '',
      documentNumber: quota.documentNumber ?? '',
    },
    schema: SetInspectionQuotaBody,
    body: (values) => ({ ...values, communeId: quota.communeId, year }),
    words: own.wrong,
    send: (json, once) => call(api['inspection-quotas'].$post({ json }, once)),
    refresh: [OBJECTS_KEY],
    onDone: onClose,
  });
  const { quota: count, documentNumber } = write.values;
  return (
    <WriteDialog
      write={write}
      title={own.setQuotaOf({ commune: quota.communeName })}
      lines={[
        { label: own.year, value: String(year) },
        { label: own.quota, value: count === '' ? '…' : format.number(count, 0) },
        { label: own.quotaDocument, value: documentNumber.trim() || '…' },
      ]}
      confirm={own.setQuota}
      onClose={onClose}
    >
      <NumberInput
        label={own.quotaNumber}
        data-autofocus
        hideControls
        min={0}
        max={100_000}
        allowDecimal={false}
        {...write.field('quota')}
      />
      <TextInput label={own.quotaDocument} {...write.field('documentNumber')} />
    </WriteDialog>
  );
}
