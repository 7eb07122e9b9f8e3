import { Box, MantineProvider } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

import { theme } from './theme.ts';
import { cssVariables, TOKENS } from './tokens.ts';

/** Milliseconds until a dialog has left and the sheet has been laid out. */
const LAID_OUT = 300;

/**
 * A sheet that stands beside the page, unseen on the screen, and is printed instead of it: `html[data-sheet=…]` tells
 * the print rules which. `onPrinted` comes once paper has it. On phones print() returns at once, so only the browser's
 * own word counts.
 */
export function PrintedSheet({
  sheet,
  className = '',
  onPrinted,
  children,
}: {
  sheet: 'record' | 'weekly';
  className: string | undefined;
  onPrinted: () => void;
  children: ReactNode;
}) {
  useEffect(
    function printOnce() {
      document.documentElement.dataset['sheet'] = sheet;
      const timer = setTimeout(() => globalThis.print(), LAID_OUT);
      globalThis.addEventListener('afterprint', onPrinted);
      return () => {
        clearTimeout(timer);
        globalThis.removeEventListener('afterprint', onPrinted);
        delete document.documentElement.dataset['sheet'];
      };
    },
    [sheet, onPrinted],
  );
  return createPortal(
    // Paper is white: the signs take the light scheme's colours too, whatever the screen has.
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      withCssVariables={false}
      withGlobalClasses={false}
      getRootElement={() => undefined}
    >
      <Box className={className} __vars={cssVariables(TOKENS.light)}>
        {children}
      </Box>
    </MantineProvider>,
    document.body,
  );
}
