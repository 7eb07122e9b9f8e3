import { Button, Flex, Select } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { CommuneField } from '#client/forms/commune-field.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { Page } from '#client/ui/page.tsx';
import { WordsFilter } from '#client/ui/words-filter.tsx';
import { INSPECTION_NEEDS } from '#server/contract/inspection-object.ts';

import classes from './inspection-objects.module.css';
import { ObjectDialog } from './object-dialog.tsx';
import { ObjectDrawer } from './object-drawer.tsx';
import { ObjectList } from './object-list.tsx';
import type { ObjectSearch } from './object-search.ts';
import { objectListQuery } from './queries.ts';
import { QuotaTable } from './quota-table.tsx';

/** Filter of the objects: needs with their counts, state, category, commune, and words. */
function ObjectFilter({
  search,
  onSearch,
}: {
  search: ObjectSearch;
  /** Changes parts of the newest address, which may be newer than what is drawn. */
  onSearch: (change: Partial<ObjectSearch>) => void;
}) {
  const { inspections: own } = useText();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  return (
    <div className={classes.filter}>
      <NeedChoices search={search} />
      <div className={classes.fields}>
        <WordsFilter label={own.search} words={search.q} onWords={(q) => onSearch({ q })} />
        <Select
          aria-label={own.category}
          placeholder={own.allCategories}
          clearable
          clearButtonProps={{ 'aria-label': own.allCategories }}
          value={search.category ?? null}
          data={categories
            .filter(({ kind }) => kind === 'business')
            .map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => onSearch({ category: value ?? undefined })}
        />
        <CommuneField
          aria-label={own.commune}
          placeholder={own.allCommunes}
          clearable
          clearButtonProps={{ 'aria-label': own.allCommunes }}
          value={search.commune === undefined ? null : String(search.commune)}
          onChange={(id) => onSearch({ commune: id === null ? undefined : Number(id) })}
        />
      </div>
    </div>
  );
}

/** Needs with how many objects have each; the other parts of the filter stay as they are. */
function NeedChoices({ search }: { search: ObjectSearch }) {
  const { inspections: own } = useText();
  const counts = useInfiniteQuery(objectListQuery(search)).data?.pages[0]?.counts;
  const narrowed = { ...search, need: undefined, state: undefined, object: undefined };
  return (
    <Flex component="nav" gap="xs" wrap="wrap" aria-label={own.needs}>
      <Choice
        label={own.all}
        count={counts && counts.open + counts.closed}
        on={search.need === undefined && search.state === undefined}
        search={narrowed}
      />
      {INSPECTION_NEEDS.map((need) => (
        <Choice
          key={need}
          label={own.need[need]}
          count={counts?.[need]}
          on={search.need === need}
          search={{ ...narrowed, need }}
        />
      ))}
      <Choice
        label={own.state.closed}
        count={counts?.closed}
        on={search.state === 'closed'}
        search={{ ...narrowed, state: 'closed' }}
      />
    </Flex>
  );
}

function Choice({
  label,
  count,
  on,
  search,
}: {
  label: string;
  count: number | undefined;
  on: boolean;
  search: ObjectSearch;
}) {
  const format = useFormat();
  return (
    <Link
      to="/inspection-objects"
      search={search}
      replace
      className={choices.choice}
      data-on={on}
      aria-current={on ? 'true' : undefined}
    >
      {label}
      {count !== undefined && <strong>{format.number(count, 0)}</strong>}
    </Link>
  );
}

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
    <Flex component="nav" gap="xs" wrap="wrap" aria-label={own.title}>
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
    </Flex>
  );
}
