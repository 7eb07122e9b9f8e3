import { useEffect, useRef } from 'react';

/** Dialogs that are open, the topmost last. */
const open: { close: () => void }[] = [];

/**
 * Lets Back, also Android's, close this dialog instead of leaving the page below it. The browser asks before it steps
 * back (Navigation API), so the history needs no entry of its own for each dialog and no step that takes it away: such a
 * step would be taken later, and could undo what a person presses meanwhile.
 */
export function useBackCloses(opened: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(
    function standBeforeBack() {
      if (!opened || !('navigation' in globalThis)) return;
      navigation.addEventListener('navigate', closeInstead);
      // The browser does not ask before it leaves the document: by Back after a reload, or out of the installed app.
      const before = navigation.entries()[(navigation.currentEntry?.index ?? 0) - 1];
      if (!before?.sameDocument) history.pushState(history.state, '');
      const own = { close: () => close.current() };
      open.push(own);
      return () => {
        open.splice(open.indexOf(own), 1);
      };
    },
    [opened],
  );
}

function closeInstead(event: NavigateEvent): void {
  const back =
    event.navigationType === 'traverse' &&
    event.destination.index < (navigation.currentEntry?.index ?? 0);
  if (!back || !event.cancelable) return;
  const topmost = open.at(-1);
  if (!topmost) return;
  event.preventDefault();
  topmost.close();
}
