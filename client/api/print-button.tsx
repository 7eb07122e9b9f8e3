import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { ExportReceipt, ExportRequest } from '#server/contract/export.ts';

import { call, newIdempotencyKey, once } from './call.ts';
import { api } from './client.ts';
import { useConfiguration } from './configuration.ts';
import { ErrorNotice } from './error-notice.tsx';
import classes from './print-button.module.css';

/** Prints the page as it stands, after the log knows of it; paper carries that line below. */
export function PrintButton({
  kind,
  purpose,
  view,
  points = 0,
}: {
  kind: ExportRequest['kind'];
  /** What it is for, in words that the log keeps. */
  purpose: string;
  view: string;
  points?: number;
}) {
  const text = useText();
  const format = useFormat();
  const demo = useConfiguration()?.demo === true;
  const [receipt, setReceipt] = useState<ExportReceipt | null>(null);
  const record = useMutation({
    mutationFn: (): Promise<ExportReceipt> =>
      call(api.exports.$post({ json: { kind, purpose, points, view } }, once(newIdempotencyKey()))),
    onSuccess: setReceipt,
  });
  useEffect(
    function printOnce() {
      if (receipt === null) return undefined;
      const timer = setTimeout(() => globalThis.print(), 100);
      return () => clearTimeout(timer);
    },
    [receipt],
  );
  return (
    <>
      <Button
        className="screen-only"
        variant="default"
        loading={record.isPending}
        leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden="true" />}
        onClick={() => record.mutate()}
      >
        {text.common.print}
      </Button>
      <ErrorNotice error={record.error} />
      {receipt !== null && (
        <p className={classes.watermark}>
          {demo && `${text.map.demoNotice} · `}
          {text.map.purposeIs({ purpose })} · {receipt.watermark} · {format.dateTime(receipt.at)}
        </p>
      )}
    </>
  );
}
