import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconSend,
  type Icon,
} from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import sign from '#client/ui/state-sign.module.css';
import type { ReportVersion } from '#server/contract/report.ts';

import classes from './reports.module.css';

const SIGNS: Record<ReportVersion['state'], Icon> = {
  draft: IconCircleDashed,
  sent: IconSend,
  returned: IconArrowBackUp,
  approved: IconCircleCheck,
};

/** State of a report, as sign, colour and word. */
export function ReportState({ state, version }: Pick<ReportVersion, 'state' | 'version'>) {
  const { reports: own } = useText();
  const format = useFormat();
  const Sign = SIGNS[state];
  return (
    <span className={`${sign.state} ${classes.state}`} data-state={state}>
      <Sign size={16} stroke={1.8} aria-hidden="true" />
      {own.state[state]}
      {version > 1 && `, ${own.version({ number: format.number(version, 0) })}`}
    </span>
  );
}
