import { IconAlertTriangle } from '@tabler/icons-react';

import { useFirstText } from '#client/i18n/use-text.ts';

import classes from './notice.module.css';
import { PlainButton } from './plain.tsx';

/** A refusal or failure: what happened, what to do, and the id to quote. Read out at once. */
export function ProblemNotice({
  title,
  sentence,
  requestId,
  onRetry,
}: {
  title: string;
  sentence: string;
  requestId: string | null;
  onRetry?: () => void;
}) {
  const text = useFirstText();
  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={20} stroke={1.6} aria-hidden="true" />
      <div className={classes.body}>
        <p className={classes.title}>{title}</p>
        <p>{sentence}</p>
        {requestId !== null && (
          <p className={classes.small} title={text.common.problemRequestMore}>
            {text.common.problemRequest}: <code>{requestId}</code>
          </p>
        )}
        {onRetry !== undefined && (
          <div className={classes.retry}>
            <PlainButton kind="default" small onClick={onRetry}>
              {text.common.retry}
            </PlainButton>
          </div>
        )}
      </div>
    </div>
  );
}
