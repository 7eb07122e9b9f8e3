import { useEffect } from 'react';

import { useFirstText } from '#client/i18n/use-text.ts';

/** Names of what stands on the screen; what lies over another comes after it. */
const shown: { title: string; over: boolean }[] = [];

/** Names the tab, the history and the screen of a reader by what is shown; `over`: by what lies over a screen. */
export function useScreenTitle(words: string, over = false): void {
  const { productName } = useFirstText().common;
  useEffect(
    function nameDocument() {
      const own = { title: `${words} · ${productName}`, over };
      const say = () => {
        const top = shown.findLast((one) => one.over) ?? shown.at(-1);
        document.title = top?.title ?? productName;
      };
      shown.push(own);
      say();
      return () => {
        shown.splice(shown.indexOf(own), 1);
        say();
      };
    },
    [words, over, productName],
  );
}

/** The heading of a screen, which is its title too. */
export function ScreenTitle({ children, unseen = false }: { children: string; unseen?: boolean }) {
  useScreenTitle(children);
  return <h1 className={unseen ? 'visually-hidden' : undefined}>{children}</h1>;
}
