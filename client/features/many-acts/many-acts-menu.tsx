import { Button, Menu } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { MANY_ACTS, type ManyAct } from '#server/contract/many-acts.ts';
import { can } from '#server/contract/permission.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';

const ManyActsDialog = lazy(async () => ({
  default: (await import('./many-acts-dialog.tsx')).ManyActsDialog,
}));

/** The acts that the reader may do on many points at once; nothing for those who may do none. */
export function ManyActsMenu({
  query,
}: {
  /** Filter and region of the points, as the server takes them. */
  query: Readonly<Record<string, string>>;
}) {
  const text = useText();
  const { role } = useMe();
  const [act, setAct] = useState<ManyAct | null>(null);
  const acts = MANY_ACTS.filter((one) => can(role, TRANSITIONS[one].permission));
  if (acts.length === 0) return null;
  return (
    <>
      <Menu shadow="md" withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {text.manyActs.open}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {acts.map((one) => (
            <Menu.Item key={one} onClick={() => setAct(one)}>
              {text.register.act[one]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {act !== null && (
        <Suspense fallback={null}>
          <ManyActsDialog act={act} query={query} onClose={() => setAct(null)} />
        </Suspense>
      )}
    </>
  );
}
