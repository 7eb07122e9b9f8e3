import { createPortal } from 'react-dom';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { ExportReceipt } from '#server/contract/export.ts';

import { useConfiguration } from './configuration.ts';
import classes from './paper-mark.module.css';

/** At the foot of every printed page, and nowhere on the screen: what for, who, under which line of the log, when. */
export function PaperMark({ purpose, receipt }: { purpose: string; receipt: ExportReceipt }) {
  const { map } = useText();
  const format = useFormat();
  const demo = useConfiguration()?.demo === true;
  return createPortal(
    <div className={classes.mark} data-paper-mark>
      {demo && `${map.demoNotice} · `}
      {map.purposeIs({ purpose })} · {receipt.watermark} · {format.dateTime(receipt.at)}
    </div>,
    document.body,
  );
}
