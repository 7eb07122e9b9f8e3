import { Checkbox, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { WatchView, type SavedView, type ViewMailState } from '#server/contract/saved-view.ts';

import { keepViews } from './queries.ts';
import classes from './views.module.css';

/** Begins or ends the watch on one view. */
export function WatchSwitch({ view }: { view: SavedView }) {
  const { views: own } = useText();
  const watch = useWatch(view, { watched: !view.watched, byMail: false });
  return (
    <>
      <Switch
        size="sm"
        label={own.watch}
        aria-label={own.watchOf({ name: view.name })}
        checked={view.watched}
        disabled={watch.pending}
        onChange={watch.press}
      />
      <ErrorNotice error={watch.error} />
    </>
  );
}

/** Asks for a daily mail about a watched view; says what is missing before one can be sent. */
export function MailTick({ view, mail }: { view: SavedView; mail: ViewMailState }) {
  const { views: own } = useText();
  const watch = useWatch(view, { watched: true, byMail: !view.byMail });
  return (
    <div className={classes.mail}>
      <Checkbox
        size="sm"
        label={own.byMail}
        description={own.byMailMore}
        aria-label={own.byMailOf({ name: view.name })}
        checked={view.byMail}
        disabled={watch.pending || (mail === 'no_address' && !view.byMail)}
        onChange={watch.press}
      />
      {mail === 'off' && <p className={classes.small}>{own.mailOff}</p>}
      {mail === 'no_address' && (
        <p className={classes.small}>
          {own.mailNoAddress} <Link to="/settings">{own.mailSettings}</Link>.
        </p>
      )}
      <ErrorNotice error={watch.error} />
    </div>
  );
}

function useWatch(view: SavedView, next: WatchView) {
  const param = { id: String(view.id) };
  return useWrite({
    initial: {},
    schema: WatchView,
    body: () => next,
    send: (json, once) => call(api.views[':id'].watch.$post({ param, json }, once)),
    keep: keepViews,
  });
}
