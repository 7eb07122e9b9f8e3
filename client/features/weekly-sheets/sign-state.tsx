import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import sign from '#client/ui/state-sign.module.css';

import classes from './weekly-sheets.module.css';

/** Signed or not, as sign, colour and word. */
export function SignState({ version }: { version: number | null }) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  const Sign = version === null ? IconCircleDashed : IconCircleCheck;
  return (
    <span className={`${sign.state} ${classes.state}`} data-signed={version !== null}>
      <Sign size={16} stroke={1.8} aria-hidden="true" />
      {version === null ? own.unsigned : own.signedState({ number: format.number(version, 0) })}
    </span>
  );
}
