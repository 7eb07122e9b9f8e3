import { useEffect, useRef, type RefObject } from 'react';

/** Puts the focus on the first match inside the element once it is there: a step that just opened. */
export function useFirstFocus<T extends HTMLElement>(
  selector = 'input:not([type=hidden])',
): RefObject<T | null> {
  const container = useRef<T>(null);
  useEffect(
    function focusFirst() {
      container.current?.querySelector<HTMLElement>(selector)?.focus();
    },
    [selector],
  );
  return container;
}
