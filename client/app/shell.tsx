import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { Mark } from '#client/ui/mark.tsx';
import type { Me } from '#server/contract/account.ts';

import { DemoBanner } from './demo-banner.tsx';
import { destinationsOf, homeOf } from './navigation.ts';
import classes from './shell.module.css';
import { SkipLinks } from './skip-links.tsx';
import { UserMenu } from './user-menu.tsx';

/** The frame of every screen behind the sign-in: quiet, so that the map is what is seen. */
export function Shell({
  me,
  counter,
  waiting,
  children,
}: {
  me: Me;
  counter: ReactNode;
  /** How many things wait for the reader, beside the way there. */
  waiting: ReactNode;
  children: ReactNode;
}) {
  const text = useText();
  const overMap = useLocation({ select: (location) => location.pathname === '/' });
  return (
    <div className={classes.shell}>
      <SkipLinks map={overMap} />
      <header className={classes.header}>
        <DemoBanner />
        <div className={classes.bar}>
          <Link to={homeOf(me.role)} className={classes.product}>
            <Mark size={24} />
            <span className={classes.name}>{text.common.productName}</span>
          </Link>
          <Navigation me={me} waiting={waiting} className={classes.across} />
          <div className={classes.counter}>{counter}</div>
          <UserMenu me={me} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={overMap ? classes.mapMain : classes.main}>
        {children}
      </main>
      <Navigation me={me} waiting={waiting} className={classes.below} />
    </div>
  );
}

/** Drawn twice, above on a desk and below on a phone; the style sheet shows one of them. */
function Navigation({
  me,
  waiting,
  className,
}: {
  me: Me;
  waiting: ReactNode;
  className: string | undefined;
}) {
  const text = useText();
  // Whoever must first do something in the settings has nowhere else to go.
  const destinations = me.restriction === null ? destinationsOf(me.role) : [];
  if (destinations.length < 2) return null;
  return (
    <nav className={className} aria-label={text.common.navigation}>
      <ul>
        {destinations.map((destination) => (
          <li key={destination.to}>
            <Link to={destination.to} activeOptions={{ exact: true, includeSearch: false }}>
              <destination.icon size={18} stroke={1.6} aria-hidden="true" />
              <span>{destination.label(text)}</span>
              {destination.to === '/worklist' && waiting}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
