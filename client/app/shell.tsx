import { Box } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { Edge } from '#client/ui/edge.tsx';
import { Mark } from '#client/ui/mark.tsx';
import type { Me } from '#server/contract/account.ts';
import shared from '#client/ui/shared.module.css';

import { DemoBanner } from './demo-banner.tsx';
import { hintsOf } from './hints/hints-of.ts';
import { useHintsSeen } from './hints/use-hints-seen.ts';
import { NavigationBar } from './navigation-bar.tsx';
import { homeOf } from './navigation.ts';
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
          <NavigationBar me={me} waiting={waiting} most={most} side="across" />
          <div className={classes.counter}>{counter}</div>
          {bell}
          <UserMenu me={me} onHints={showAgain} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={overMap ? classes.mapMain : classes.main}>
        {children}
      </main>
      <Edge className={classes.edge} />
      <NavigationBar me={me} waiting={waiting} most={PHONE} side="below" />
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
