import { Button, Checkbox, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { ViewSearch } from '#client/register/view-search.ts';
import { StatusShape } from '#client/ui/status-shape.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import {
  SaveView,
  type SavedView,
  type ViewMailState,
  WatchView,
} from '#server/contract/saved-view.ts';

import { enteredQuery, keepViews } from './queries.ts';
import { addressOf, addressToKeep } from './view-address.ts';
import classes from './views.module.css';

type LineProps = {
  view: SavedView;
  search: ViewSearch;
  mail: ViewMailState;
  onOpen: (change: ViewSearch) => void;
};

/** One kept view: opens it, watches it, and lets its owner write it anew or delete it. */
export function ViewLine({ view, search, mail, onOpen }: LineProps) {
  const { views: own } = useText();
  return (
    <li className={classes.view}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.name}
          aria-label={own.openView({ name: view.name })}
          onClick={() => onOpen(addressOf(view, search))}
        >
          {view.name}
        </button>
        <WatchSwitch view={view} />
      </div>
      <Sharing view={view} />
      {view.watched && <Entered view={view} onOpen={onOpen} />}
      {view.watched && <MailTick view={view} mail={mail} />}
      {view.own && <OwnerTools view={view} search={search} />}
    </li>
  );
}

function Sharing({ view }: { view: SavedView }) {
  const text = useText();
  if (!view.own)
    return <p className={classes.small}>{text.views.sharedBy({ name: view.ownerName })}</p>;
  if (view.sharedWith === null) return null;
  const role = text.register.role[view.sharedWith];
  return <p className={classes.small}>{text.views.sharedWith({ role })}</p>;
}

/** The points that came in: each leads to its record. */
function Entered({ view, onOpen }: Pick<LineProps, 'view' | 'onOpen'>) {
  const { views: own } = useText();
  const format = useFormat();
  const entered = view.entered ?? 0;
  const { data } = useQuery({ ...enteredQuery(view.id), enabled: entered > 0 });
  if (entered === 0) return <EmptyLine title={own.enteredNone} next="entered" />;
  const rest = data === undefined ? 0 : data.total - data.items.length;
  return (
    <>
      <p className={classes.entered}>{own.entered({ count: format.number(entered, 0) })}</p>
      <ul className={classes.points}>
        {data?.items.map((point) => (
          <li key={point.id}>
            <button
              type="button"
              className={classes.point}
              onClick={() => onOpen({ id: point.id })}
            >
              <StatusShape status={point.status} size={16} />
              {point.code} · {point.officialName}
            </button>
          </li>
        ))}
        {rest > 0 && (
          <li className={classes.small}>{own.enteredMore({ count: format.number(rest, 0) })}</li>
        )}
      </ul>
    </>
  );
}

function OwnerTools({ view, search }: Pick<LineProps, 'view' | 'search'>) {
  const { views: own } = useText();
  const param = { id: String(view.id) };
  const { name, sharedWith } = view;
  const change = useWrite({
    initial: {},
    schema: SaveView,
    body: () => ({ name, sharedWith, search: addressToKeep(search) }),
    send: (json, once) => call(api.views[':id'].change.$post({ param, json }, once)),
    said: own.changed,
    keep: keepViews,
  });
  const remove = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.views[':id'].delete.$post({ param }, once)),
    said: own.deleted,
    keep: keepViews,
  });
  return (
    <div className={classes.tools}>
      <Button
        size="compact-sm"
        variant="subtle"
        c="var(--db-accent)"
        loading={change.pending}
        aria-label={own.overwriteOf({ name })}
        onClick={change.press}
      >
        {own.overwrite}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        c="var(--db-accent)"
        loading={remove.pending}
        aria-label={own.removeOf({ name })}
        onClick={remove.press}
      >
        {own.remove}
      </Button>
      <ErrorNotice error={change.error ?? remove.error} />
    </div>
  );
}

/** Begins or ends the watch on one view. */
function WatchSwitch({ view }: { view: SavedView }) {
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
function MailTick({ view, mail }: { view: SavedView; mail: ViewMailState }) {
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
