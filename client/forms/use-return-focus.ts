import { useEffect, useState } from 'react';

// A closing dialog gives the focus away once more after it has left the page.
const AFTER_CLOSING_MILLISECONDS = 40;

/**
 * Returns the focus when the component is removed: to the former element, or, where that is gone too (the act is
 * done, its button has left), to the heading of the record.
 */
export function useReturnFocus(): void {
  const [before] = useState(focused);
  useEffect(
    function returnFocus() {
      // The page may be gone by the time the focus returns.
      const page = document;
      return () => {
        setTimeout(() => {
          if (page.activeElement !== null && page.activeElement !== page.body) return;
          const target =
            before !== null && before !== page.body && before.isConnected
              ? before
              : page.querySelector<HTMLElement>('aside h2[tabindex="-1"]');
          target?.focus({ preventScroll: true });
        }, AFTER_CLOSING_MILLISECONDS);
      };
    },
    [before],
  );
}

function focused(): HTMLElement | null {
  const element = document.activeElement;
  return element instanceof HTMLElement ? element : null;
}
