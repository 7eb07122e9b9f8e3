import { Popover } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import type { Me } from '#server/contract/account.ts';

import classes from './navigation-bar.module.css';
import { destinationsOf } from './navigation.ts';
import type { Destination } from './screens.ts';

/**
 * The way to the screens of a role: as many side by side as there is room for, the rest behind "more".
 * Drawn twice, above on a desk and below on a phone; the style sheet shows one of them.
 */
export function NavigationBar({
  me,
  waiting,
  most,
  side,
}: {
  me: Me;
  /** Badge with the number of waiting things, beside the link. */
  waiting: ReactNode;
  /** Number of links that fit side by side, "more" among them. */
  most: number;
  side: 'across' | 'below';
}) {
  const text = useText();
  // Whoever must first do something in the settings has nowhere else to go.
  const destinations = me.restriction === null ? destinationsOf(me.role) : [];
  if (destinations.length < 2) return null;
  const fits = destinations.length <= most;
  const shown = fits ? destinations : destinations.slice(0, most - 1);
  return (
    <nav className={classes[side]} aria-label={text.common.navigation} {...hinted('ways')}>
      <ul>
        {shown.map((destination) => (
          <li key={destination.to}>
            <Way destination={destination}>{destination.to === '/worklist' && waiting}</Way>
          </li>
        ))}
        {!fits && (
          <li>
            <More destinations={destinations.slice(most - 1)} />
          </li>
        )}
      </ul>
    </nav>
  );
}

function Way({
  destination,
  onGo,
  children,
}: {
  destination: Destination;
  onGo?: () => void;
  children?: ReactNode;
}) {
  const text = useText();
  return (
    <Link
      to={destination.to}
      activeOptions={{ exact: true, includeSearch: false }}
      {...(onGo === undefined ? {} : { onClick: onGo })}
    >
      <destination.icon size={18} stroke={1.6} aria-hidden="true" />
      <span>{destination.label(text)}</span>
      {children}
    </Link>
  );
}

function More({ destinations }: { destinations: readonly Destination[] }) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  const here = useLocation({ select: ({ pathname }) => pathname });
  const within = destinations.some(({ to }) => to === here);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.more}
          data-status={within ? 'active' : undefined}
          onClick={() => setOpened(!opened)}
        >
          <IconDots size={18} stroke={1.6} aria-hidden="true" />
          <span>{text.common.goMore}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={text.common.goMore} className={classes.moreList}>
        <ul>
          {destinations.map((destination) => (
            <li key={destination.to}>
              <Way destination={destination} onGo={() => setOpened(false)} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
