import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useCan } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { Page } from '#client/ui/page.tsx';

import classes from './inspection-objects.module.css';
import { ObjectDialog } from './object-dialog.tsx';
import { ObjectDrawer } from './object-drawer.tsx';
import { ObjectFilter } from './object-filter.tsx';
import { ObjectList } from './object-list.tsx';
import { QuotaTable } from './quota-table.tsx';

const route = getRouteApi('/inspection-objects');

/** Businesses to inspect, what is due on top; or how far each commune is with its year. */
export default function InspectionObjectsScreen() {
  const { inspections: own } = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const keeps = useCan('inspection_objects:manage');
  const [adding, setAdding] = useState(false);
  const quotas = search.view === 'quotas';
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={keeps && <KeeperActs onAdd={() => setAdding(true)} />}
    >
      <ViewTabs quotas={quotas} />
      {quotas ? (
        <QuotaTable />
      ) : (
        <>
          <ObjectFilter
            search={search}
            onSearch={(change) =>
              void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
            }
          />
          <ObjectList search={search} />
        </>
      )}
      {search.object !== undefined && (
        <ObjectDrawer
          key={search.object}
          id={search.object}
          onClose={() => void navigate({ search: (before) => ({ ...before, object: undefined }) })}
        />
      )}
      {adding && (
        <ObjectDialog
          object={null}
          onSaved={({ id }) => void navigate({ search: (before) => ({ ...before, object: id }) })}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}

/** Acts of those who keep the register: reading a file, and adding one business. */
function KeeperActs({ onAdd }: { onAdd: () => void }) {
  const { inspections: own, businessImports } = useText();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={18} stroke={1.8} aria-hidden="true" />}
        renderRoot={(props) => <Link to="/inspection-objects/import" {...props} />}
      >
        {businessImports.open}
      </Button>
      <Button leftSection={<IconPlus size={18} stroke={1.8} aria-hidden="true" />} onClick={onAdd}>
        {own.add}
      </Button>
    </>
  );
}

/** The way between the register and the quotas of the communes. */
function ViewTabs({ quotas }: { quotas: boolean }) {
  const { inspections: own } = useText();
  return (
    <nav className={classes.choices} aria-label={own.title}>
      <Link
        to="/inspection-objects"
        className={choices.choice}
        data-on={!quotas}
        aria-current={quotas ? undefined : 'page'}
      >
        {own.registerTab}
      </Link>
      <Link
        to="/inspection-objects"
        search={{ view: 'quotas' }}
        className={choices.choice}
        data-on={quotas}
        aria-current={quotas ? 'page' : undefined}
      >
        {own.quotaTab}
      </Link>
    </nav>
  );
}
