import { useText } from '#client/i18n/use-text.ts';
import type { PointFlag, PointStatus } from '#server/contract/point.ts';

import classes from './status-badge.module.css';
import { FlagShape, StatusShape } from './status-shape.tsx';

/** A status as sign, colour and word. */
export function StatusBadge({
  status,
  suspected = false,
}: {
  status: PointStatus;
  suspected?: boolean;
}) {
  const text = useText();
  return (
    <span className={classes.badge} data-status={status}>
      <StatusShape status={status} suspected={suspected} size={suspected ? 20 : 16} />
      <span>{text.register.status[status]}</span>
    </span>
  );
}

/** A flag as sign, colour and word; its meaning on pointing. */
export function FlagBadge({ flag }: { flag: PointFlag }) {
  const text = useText();
  return (
    <span className={classes.flag} data-flag={flag} title={text.register.flagMeaning[flag]}>
      <FlagShape flag={flag} size={14} />
      <span>{text.register.flag[flag]}</span>
    </span>
  );
}
