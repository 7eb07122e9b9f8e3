import type { ReactNode } from 'react';

import { ScreenTitle } from './screen-title.tsx';
import shared from './shared.module.css';
import classes from './empty-state.module.css';

/** Next step for somebody who finds nothing: a sentence, a button, or both. */
type Next =
  | { children: ReactNode; action?: ReactNode }
  | { children?: ReactNode; action: ReactNode };

/** Nothing to show: says so, says why, and says what to do next. */
export function EmptyState({
  title,
  screen = false,
  children,
  action,
}: {
  title: string;
  /** True when it fills a whole screen, whose heading its title then is. */
  screen?: boolean;
} & Next) {
  return (
    <div className={classes.empty}>
      {screen ? <ScreenTitle>{title}</ScreenTitle> : <p className={classes.title}>{title}</p>}
      {children !== undefined && <div className={shared.muted}>{children}</div>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
