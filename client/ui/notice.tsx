import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import classes from './notice.module.css';

/** Something the reader should know (`info`), or a long act that ended well (`good`). */
export function Notice({
  kind = 'info',
  title,
  children,
}: {
  kind?: 'info' | 'good';
  title?: string;
  children?: ReactNode;
}) {
  const Sign = kind === 'good' ? IconCircleCheck : IconInfoCircle;
  return (
    <div className={classes[kind]} role={kind === 'good' ? 'status' : undefined}>
      <Sign size={20} stroke={1.6} aria-hidden="true" />
      <div className={classes.body}>
        {title !== undefined && <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
