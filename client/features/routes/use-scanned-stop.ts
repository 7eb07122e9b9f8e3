import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';

const address = getRouteApi('/my-routes');

/** Leads to the stop that the address names, as a code on the printed sheet does, once the routes are there. */
export function useScannedStop(ready: boolean): void {
  const { stop } = address.useSearch();
  useEffect(
    function goToStop() {
      if (!ready || stop === undefined) return;
      const row = document.querySelector<HTMLElement>(
        `[data-stop="${stop}"], [data-next="${stop}"]`,
      );
      // The stops of a later day are folded away.
      row?.closest('details')?.setAttribute('open', '');
      row?.scrollIntoView({ block: 'center' });
      row?.setAttribute('tabindex', '-1');
      row?.setAttribute('data-scanned', 'true');
      row?.focus({ preventScroll: true });
    },
    [ready, stop],
  );
}
