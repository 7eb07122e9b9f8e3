import { useEffect, useState } from 'react';

// A closing dialog gives the focus away once more after it has left the page.
const AFTER_CLOSING_MILLISECONDS = 40;

/**
 * Returns the focus when the component is removed: to the former element, or, where that is gone too (the act is
 * done, its button has left), to the heading of the record.
 */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    function returnFocus() {
      return () => {
        setTimeout(() => {
          if (document.activeElement !== null && document.activeElement !== document.body) return;
          const target =
            before instanceof HTMLElement && before !== document.body && before.isConnected
              ? before
              : document.querySelector<HTMLElement>('aside h2[tabindex="-1"]');
          target?.focus({ preventScroll: true });
        }, AFTER_CLOSING_MILLISECONDS);
      };
    },
    [before],
  );
}
