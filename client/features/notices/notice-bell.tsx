import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './notices.module.css';
import { noticesQuery } from './queries.ts';
import { useKeepTold } from './use-keep-told.ts';

const MOST_SHOWN = 99;

/** Way to the notices, with the number of unread ones. */
export default function NoticeBell() {
  const { notices: own } = useText();
  const format = useFormat();
  const { data } = useInfiniteQuery(noticesQuery);
  useKeepTold();
  const unread = data?.pages[0]?.unread ?? 0;
  const count = format.number(unread, 0);
  return (
    <Link to="/notices" className={classes.bell} title={own.title}>
      <IconBell size={20} stroke={1.6} aria-hidden="true" />
      <span className="visually-hidden">{own.title}</span>
      {unread > 0 && (
        <span className={classes.count}>
          <span aria-hidden="true">{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
          <span className="visually-hidden">, {own.unread({ count })}</span>
        </span>
      )}
    </Link>
  );
}
