import {
  Box,
  Button,
  Checkbox,
  Flex,
  Group,
  Select,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { Form } from '#client/forms/form.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { ViewSearch } from '#client/register/view-search.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import { can, ROLES } from '#server/contract/permission.ts';
import {
  type SavedView,
  SaveView,
  type ViewMailState,
  WatchView,
} from '#server/contract/saved-view.ts';
import shared from '#client/ui/shared.module.css';

import { enteredQuery, keepViews, viewsQuery } from './queries.ts';
import { addressOf, addressToKeep } from './view-address.ts';
import classes from './views.module.css';

/** The kept views, to open, watch, share and delete, and the form that keeps the present one. */
export function ViewsDialog({
  search,
  onSearch,
  onClose,
}: {
  search: ViewSearch;
  onSearch: (change: ViewSearch) => void;
  onClose: () => void;
}) {
  const { views: own } = useText();
  const views = useQuery(viewsQuery);
  const open = (change: ViewSearch) => {
    onSearch(change);
    onClose();
  };
  return (
    <DialogFrame title={own.open} size={560} onClose={onClose}>
      <p className={shared.aside}>{own.lead}</p>
      <SaveForm search={search} />
      <ErrorNotice error={views.error} onRetry={() => void views.refetch()} />
      {views.isPending && <LoadingRows rows={3} />}
      {views.data?.items.length === 0 && <EmptyLine title={own.empty} next="views" />}
      <Flex component="ul" direction="column" aria-label={own.list}>
        {views.data?.items.map((view) => (
          <ViewLine
            key={view.id}
            view={view}
            search={search}
            mail={views.data.mail}
            onOpen={open}
          />
        ))}
      </Flex>
    </DialogFrame>
  );
}

function SaveForm({ search }: { search: ViewSearch }) {
  const text = useText();
  const own = text.views;
  const initial: { name: string; sharedWith: string | null } = { name: '', sharedWith: null };
  const write = useWrite({
    draft: 'saved view',
    initial,
    schema: SaveView,
    body: (values) => ({ ...values, search: addressToKeep(search) }),
    send: (json, once) => call(api.views.$post({ json }, once)),
    said: own.saved,
    keep: keepViews,
    startsAnew: true,
  });
  const roles = ROLES.filter((role) => can(role, 'points:read'));
  return (
    <Form className={classes.form} {...write.formProps}>
      <TextInput label={own.name} {...write.field('name')} />
      <Select
        label={own.share}
        placeholder={own.shareNobody}
        clearable
        clearButtonProps={{ 'aria-label': text.common.clear }}
        data={roles.map((role) => ({ value: role, label: text.register.role[role] }))}
        {...write.field('sharedWith')}
      />
      <Button type="submit" loading={write.pending}>
        {own.save}
      </Button>
      <ErrorNotice error={write.error} />
    </Form>
  );
}

type LineProps = {
  view: SavedView;
  search: ViewSearch;
  mail: ViewMailState;
  onOpen: (change: ViewSearch) => void;
};

/** One kept view: opens it, watches it, and lets its owner write it anew or delete it. */
function ViewLine({ view, search, mail, onOpen }: LineProps) {
  const { views: own } = useText();
  return (
    <Flex component="li" className={shared.ruledBelow} direction="column" gap={4} py={10}>
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <button
          type="button"
          className={classes.name}
          aria-label={own.openView({ name: view.name })}
          onClick={() => onOpen(addressOf(view, search))}
        >
          {view.name}
        </button>
        <WatchSwitch view={view} />
      </Group>
      <Sharing view={view} />
      {view.watched && <Entered view={view} onOpen={onOpen} />}
      {view.watched && <MailTick view={view} mail={mail} />}
      {view.own && <OwnerTools view={view} search={search} />}
    </Flex>
  );
}

function Sharing({ view }: { view: SavedView }) {
  const text = useText();
  if (!view.own)
    return <p className={shared.aside}>{text.views.sharedBy({ name: view.ownerName })}</p>;
  if (view.sharedWith === null) return null;
  const role = text.register.role[view.sharedWith];
  return <p className={shared.aside}>{text.views.sharedWith({ role })}</p>;
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
      <Box component="p" fw={500}>
        {own.entered({ count: format.number(entered, 0) })}
      </Box>
      <Flex component="ul" direction="column">
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
          <li className={shared.aside}>{own.enteredMore({ count: format.number(rest, 0) })}</li>
        )}
      </Flex>
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
    <Flex gap={4} wrap="wrap" ml={-8}>
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
    </Flex>
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
    <Stack gap={2} py={4}>
      <Checkbox
        size="sm"
        label={own.byMail}
        description={own.byMailMore}
        aria-label={own.byMailOf({ name: view.name })}
        checked={view.byMail}
        disabled={watch.pending || (mail === 'no_address' && !view.byMail)}
        onChange={watch.press}
      />
      {mail === 'off' && <p className={shared.aside}>{own.mailOff}</p>}
      {mail === 'no_address' && (
        <p className={shared.aside}>
          {own.mailNoAddress} <Link to="/settings">{own.mailSettings}</Link>.
        </p>
      )}
      <ErrorNotice error={watch.error} />
    </Stack>
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
