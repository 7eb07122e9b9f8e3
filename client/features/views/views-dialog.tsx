import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { ViewSearch } from '#client/register/view-search.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { can, ROLES } from '#server/contract/permission.ts';
import { SaveView } from '#server/contract/saved-view.ts';

import { keepViews, viewsQuery } from './queries.ts';
import { addressToKeep } from './view-address.ts';
import { ViewLine } from './view-line.tsx';
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
      <p className={classes.lead}>{own.lead}</p>
      <SaveForm search={search} />
      <ErrorNotice error={views.error} onRetry={() => void views.refetch()} />
      {views.isPending && <LoadingRows rows={3} />}
      {views.data?.items.length === 0 && <EmptyLine title={own.empty} next="views" />}
      <ul className={classes.list} aria-label={own.list}>
        {views.data?.items.map((view) => (
          <ViewLine
            key={view.id}
            view={view}
            search={search}
            mail={views.data.mail}
            onOpen={open}
          />
        ))}
      </ul>
    </DialogFrame>
  );
}

function SaveForm({ search }: { search: ViewSearch }) {
  const text = useText();
  const own = text.views;
  const initial: { name: string; sharedWith: string | null } = { name: '', sharedWith: null };
  const write = useWrite({
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
    <form className={classes.form} {...write.formProps}>
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
    </form>
  );
}
