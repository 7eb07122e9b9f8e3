import { Box, Flex } from '@mantine/core';
import type { ReactNode } from 'react';

import { ScreenTitle } from './screen-title.tsx';
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
        <Box className={classes.words} miw={0} flex="1 1 240px">
          <ScreenTitle>{title}</ScreenTitle>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </Box>
        {actions !== undefined && (
          <Flex className={classes.actions} gap="xs" wrap="wrap">
            {actions}
          </Flex>
        )}
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
          <Box miw={0} flex="1 1 240px">
            <h2>{title}</h2>
            {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          </Box>
          {aside}
        </div>
      )}
      <div className={classes.content}>{children}</div>
    </section>
  );
}
