import { useText, type Text } from '#client/i18n/use-text.ts';

import shared from './shared.module.css';

/** Nothing to show, in one line, for a list within a part of a page; `next` names the sentence that says what to do. */
export function EmptyLine({ title, next }: { title: string; next: keyof Text['emptyLists'] }) {
  const { emptyLists } = useText();
  return (
    <p className={shared.wrap} data-empty>
      {title} <span className={shared.muted}>{emptyLists[next]}</span>
    </p>
  );
}
