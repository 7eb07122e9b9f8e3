import { useInfiniteQuery } from '@tanstack/react-query';

import { useText } from '#client/i18n/use-text.ts';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Section } from '#client/ui/page.tsx';

import { askedTipsQuery } from './queries.ts';
import { TipRow } from './tip-row.tsx';
import classes from './tips.module.css';

/** Tips of others that the own commune is asked to take, above its own; nothing where there are none. */
export function AskedTips() {
  const { tips: own } = useText();
  const list = useInfiniteQuery(askedTipsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={own.transfer.askedList} lead={own.transfer.askedLead}>
      <ul className={classes.list}>
        {items.map((tip) => (
          <TipRow key={tip.id} tip={tip} />
        ))}
      </ul>
      <MorePages list={list}>{own.more}</MorePages>
    </Section>
  );
}
