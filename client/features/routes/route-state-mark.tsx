import { useText } from '#client/i18n/use-text.ts';
import type { RouteSummary } from '#server/contract/route.ts';

import { DraftMark } from './draft-mark.tsx';
import classes from './list.module.css';

/** The state of a route in words, whether its draft differs from what the teams have, and whether it is announced. */
export function RouteStateMark({
  route,
}: {
  route: Pick<RouteSummary, 'state' | 'draftDiffers' | 'unannounced'>;
}) {
  const { routes } = useText();
  return (
    <span className={classes.states}>
      <span className={classes.state} data-state={route.state}>
        {routes.states[route.state]}
      </span>
      {route.draftDiffers && <DraftMark />}
      {route.unannounced && <span title={routes.unannouncedMore}>{routes.unannounced}</span>}
    </span>
  );
}
