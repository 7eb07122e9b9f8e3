import { Box, Popover } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { Edge } from '#client/ui/edge.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { Mark } from '#client/ui/mark.tsx';
import type { Me } from '#server/contract/account.ts';
import shared from '#client/ui/shared.module.css';

import { DemoBanner } from './demo-banner.tsx';
import { hintsOf } from './hints/hints-of.ts';
import { useHintsSeen } from './hints/use-hints-seen.ts';
import { homeOf, destinationsOf } from './navigation.ts';
import type { Destination } from './screens.ts';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

const HintGuide = lazy(() => import('./hints/hint-guide.tsx'));

/** Numbers of links that fit side by side, "more" among them: on a wide desk, a narrow one, a tablet, a phone. */
const DESK = 6;
const NARROW_DESK = 4;
const TABLET = 3;
const PHONE = 5;
const WIDE = '(min-width: 90em)';
const BEYOND_TABLET = '(min-width: 62em)';

/** The frame of every screen behind the sign-in: quiet, so that the map is what is seen. */
export function Shell({
  me,
  counter,
  waiting,
  bell,
  offline,
  children,
}: {
  me: Me;
  counter: ReactNode;
  /** Badge with the number of things that wait for the reader, beside the link. */
  waiting: ReactNode;
  /** Way to the notices, with the number of unread ones. */
  bell: ReactNode;
  /** State of the connection: fresh or old data, and unsent entries. */
  offline: ReactNode;
  children: ReactNode;
}) {
  const text = useText();
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const beyondTablet = useMediaQuery(BEYOND_TABLET, true, { getInitialValueInEffect: false });
  const most = wide ? DESK : beyondTablet ? NARROW_DESK : TABLET;
  const navigate = useNavigate();
  const [again, setAgain] = useState(false);
  const showAgain = () => {
    setAgain(true);
    void navigate({ to: homeOf(me.role) });
  };
  const overMap = useLocation({ select: (location) => location.pathname === '/' });
  return (
    <div className={classes.shell}>
      <SkipLinks map={overMap} />
      <header className={classes.header}>
        <DemoBanner />
        {offline}
        <div className={classes.bar}>
          <Link to={homeOf(me.role)} className={classes.product}>
            <Mark size={24} />
            <Box component="span" className={shared.nowrap} fz="lg" fw={600} lts="-0.01em">
              {text.common.productName}
            </Box>
          </Link>
          <NavigationBar me={me} waiting={waiting} most={most} className={classes.across} />
          <div className={classes.counter}>{counter}</div>
          {bell}
          <UserMenu me={me} onHints={showAgain} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={overMap ? classes.mapMain : classes.main}>
        {children}
      </main>
      <Edge className={classes.edge} />
      <NavigationBar me={me} waiting={waiting} most={PHONE} className={classes.below} />
      {me.restriction === null && (
        <FirstVisit me={me} again={again} onDone={() => setAgain(false)} />
      )}
    </div>
  );
}

/** First in the tab order: past the header, and over the map straight to `#list` or `#map`. */
function SkipLinks({ map }: { map: boolean }) {
  const text = useText();
  return (
    <nav className={classes.skipLinks} aria-label={text.common.skipLinks}>
      <a href="#main" onClick={(event) => jump(event, 'main')}>
        {text.common.skipToMain}
      </a>
      {map && (
        <>
          <a href="#list" onClick={(event) => jump(event, 'list')}>
            {text.common.skipToList}
          </a>
          <a href="#map" onClick={(event) => jump(event, 'map')}>
            {text.common.skipToMap}
          </a>
        </>
      )}
    </nav>
  );
}

/** Moves the focus without touching the address, which is the shareable view. */
function jump(event: React.MouseEvent, id: string): void {
  event.preventDefault();
  const target = document.getElementById(id);
  if (target === null) return;
  if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus();
}

/**
 * The way to the screens of a role: as many side by side as there is room for, the rest behind "more".
 * Drawn twice, above on a desk and below on a phone; the style sheet shows one of them.
 */
function NavigationBar({
  me,
  waiting,
  most,
  className,
}: {
  me: Me;
  /** Badge with the number of waiting things, beside the link. */
  waiting: ReactNode;
  /** Number of links that fit side by side, "more" among them. */
  most: number;
  className: string | undefined;
}) {
  const text = useText();
  // Whoever must first do something in the settings has nowhere else to go.
  const destinations = me.restriction === null ? destinationsOf(me.role) : [];
  if (destinations.length < 2) return null;
  const fits = destinations.length <= most;
  const shown = fits ? destinations : destinations.slice(0, most - 1);
  return (
    <nav className={className} aria-label={text.common.navigation} {...hinted('ways')}>
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

/** Shows the hints of an account's first visit on its first screen; later only to whoever asks for them `again`. */
function FirstVisit({ me, again, onDone }: { me: Me; again: boolean; onDone: () => void }) {
  const { seen, see } = useHintsSeen(me.account.id);
  const atHome = useLocation({ select: ({ pathname }) => pathname === homeOf(me.role) });
  if (!atHome || (seen !== false && !again)) return null;
  const done = () => {
    see();
    onDone();
  };
  return (
    <Suspense fallback={null}>
      <HintGuide names={hintsOf(me.role)} onDone={done} />
    </Suspense>
  );
}
