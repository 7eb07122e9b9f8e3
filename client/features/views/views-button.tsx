import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBookmark } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { MapButton } from '#client/map/map-controls.tsx';
import type { ViewSearch } from '#client/register/view-search.ts';

import { viewsQuery } from './queries.ts';
import classes from './views.module.css';

const ViewsDialog = lazy(async () => ({
  default: (await import('./views-dialog.tsx')).ViewsDialog,
}));

/** Opens the kept views; a badge counts the points that came into the watched ones. */
export function ViewsButton({
  search,
  onSearch,
}: {
  search: ViewSearch;
  onSearch: (change: ViewSearch) => void;
}) {
  const { views: own } = useText();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(viewsQuery);
  const entered = data?.items.reduce((sum, view) => sum + (view.entered ?? 0), 0) ?? 0;
  const count = format.number(entered, 0);
  return (
    <Box component="span" display="block" pos="relative">
      <MapButton
        label={entered > 0 ? own.openNew({ count }) : own.open}
        onClick={() => setOpen(true)}
      >
        <IconBookmark size={18} stroke={1.6} aria-hidden="true" />
      </MapButton>
      {entered > 0 && (
        <span className={classes.badge} aria-hidden="true">
          {entered > 99 ? '99+' : count}
        </span>
      )}
      {open && (
        <Suspense fallback={null}>
          <ViewsDialog search={search} onSearch={onSearch} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Box>
  );
}
