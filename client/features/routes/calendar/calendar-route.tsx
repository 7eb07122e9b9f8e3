import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteSummary } from '#server/contract/route.ts';

import classes from './calendar.module.css';

/** One route of a day: its name, its state in words, how much of it is done. */
export function CalendarRoute({ route, tabIndex }: { route: RouteSummary; tabIndex?: 0 | -1 }) {
  const { routes } = useText();
  const format = useFormat();
  const progress = routes.progress({
    done: format.number(route.done, 0),
    stops: format.number(route.stops, 0),
  });
  return (
    <li>
      <Link
        to="/routes/$routeId"
        params={{ routeId: String(route.id) }}
        className={classes.route}
        data-state={route.state}
        tabIndex={tabIndex}
        title={`${route.title}: ${route.teams.join(', ')}`}
      >
        <span className={classes.routeTitle}>{route.title}</span>
        <span className={classes.routeState}>
          {routes.states[route.state]} · {progress}
          {route.draftDiffers && ` · ${routes.live.draftDiffers}`}
        </span>
      </Link>
    </li>
  );
}
