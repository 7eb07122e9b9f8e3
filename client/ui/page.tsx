import type { ReactNode } from 'react';

import classes from './page.module.css';

/** The frame of a screen that is not the map: a heading, what may be done, the content. */
export function Page({
  title,
  lead,
  actions,
  width = 'wide',
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: 'wide' | 'narrow';
  children: ReactNode;
}) {
  return (
    <div className={classes.page} data-width={width}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h1>{title}</h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A part of a page on its own surface. */
export function Section({
  title,
  lead,
  aside,
  flush = false,
  children,
}: {
  title?: string;
  lead?: ReactNode;
  aside?: ReactNode;
  /** No inner margin: the content is a table that reaches the edges. */
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={classes.section} data-flush={flush}>
      {title !== undefined && (
        <div className={classes.sectionHead}>
          <div className={classes.words}>
            <h2>{title}</h2>
            {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          </div>
          {aside}
        </div>
      )}
      <div className={classes.content}>{children}</div>
    </section>
  );
}
