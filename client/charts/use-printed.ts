import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

import type { Scheme } from '#client/ui/tokens.ts';

/** True while the page is printed. React has drawn for paper before the browser lays the page out. */
export function usePrinted(): boolean {
  const [printed, setPrinted] = useState(false);
  useEffect(function drawForPaper() {
    const before = () => flushSync(() => setPrinted(true));
    const after = () => setPrinted(false);
    globalThis.addEventListener('beforeprint', before);
    globalThis.addEventListener('afterprint', after);
    return () => {
      globalThis.removeEventListener('beforeprint', before);
      globalThis.removeEventListener('afterprint', after);
    };
  }, []);
  return printed;
}

/** Scheme of the colours of a chart: that of the screen, light on paper. */
export function useChartScheme(): Scheme {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return usePrinted() ? 'light' : scheme;
}
