import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';

import { useCan } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Page } from '#client/ui/page.tsx';

import { AskedTips } from './asked-tips.tsx';
import { StatisticsStrip } from './statistics-strip.tsx';
import { TipFilter } from './tip-filter.tsx';
import { TipList } from './tip-list.tsx';

const route = getRouteApi('/tips');

/** The tips within reach by stage and clock, the oldest overdue on top. */
export default function TipsScreen() {
  const text = useText();
  const own = text.tips;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWork = useCan('tips:work');
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/tip-clocks" />}>
            {text.tipClocks.title}
          </Button>
          {mayWork && (
            <>
              <Button
                variant="default"
                renderRoot={(props) => <Link {...props} to="/tips/import" />}
              >
                {text.tipImports.open}
              </Button>
              <Button
                leftSection={<IconPlus size={18} stroke={1.8} aria-hidden="true" />}
                renderRoot={(props) => <Link {...props} to="/tips/new" />}
              >
                {own.newTip}
              </Button>
            </>
          )}
        </>
      }
    >
      {Object.values(search).every((value) => value === undefined) && <AskedTips />}
      <TipFilter
        search={search}
        onSearch={(change) =>
          void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
        }
      />
      <TipList search={search} />
      <StatisticsStrip />
    </Page>
  );
}
