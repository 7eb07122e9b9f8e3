import { useEffect } from 'react';

/** Milliseconds until a dialog has left and the sheet has been laid out. */
const LAID_OUT = 300;

/**
 * Prints a sheet that stands beside the page, unseen on the screen: `html[data-sheet=…]` tells the print rules which.
 * `onPrinted` comes once paper has it. On phones print() returns at once, so only the browser's own word counts.
 */
export function usePrintedSheet(sheet: 'record' | 'weekly', onPrinted: () => void): void {
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
}
