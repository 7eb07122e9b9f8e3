import { useEffect, type RefObject } from 'react';

/**
 * Calls `onEscape` for the key inside the element. Listens on the element itself: keys of dialogs
 * bubble through React's tree, but not through the page's.
 */
export function useEscape(container: RefObject<HTMLElement | null>, onEscape: () => void): void {
  useEffect(
    function listenForEscape() {
      const element = container.current;
      const listen = (event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onEscape();
      };
      element?.addEventListener('keydown', listen);
      return () => element?.removeEventListener('keydown', listen);
    },
    [container, onEscape],
  );
}
