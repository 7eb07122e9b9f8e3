import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  IconCircleDashed,
  IconLasso,
  IconPolygon,
  IconRectangle,
  IconMapPin,
} from '@tabler/icons-react';

import type { Workspace } from '#client/app/map/use-workspace.ts';
import { drawnAreasQuery } from '#client/forms/areas-query.ts';
import { communesUnder } from '#client/forms/communes-under.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { MapButton } from '#client/map/map-controls.tsx';
import { pointQuery } from '#client/register/record-queries.ts';
import { ringOfBox, ringText } from '#client/register/region.ts';

const LOOK = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** The ways to choose an area: by a stroke, corner by corner, as a circle, what is in view, or a whole commune. */
export function SelectTool({ workspace }: { workspace: Workspace }) {
  const { selection: own } = useText();
  const { view, camera } = workspace;
  const bounds = camera.camera?.bounds ?? null;
  const choose = (draw: 'lasso' | 'polygon' | 'circle') =>
    view.setSearch({ draw, show: undefined, id: undefined });
  return (
    <Menu position="left-start" shadow="md" withinPortal>
      <Menu.Target>
        <MapButton label={own.choose} pressed={view.search.within !== undefined}>
          <IconLasso {...LOOK} />
        </MapButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLasso {...LOOK} />} onClick={() => choose('lasso')}>
          {own.lasso}
        </Menu.Item>
        <Menu.Item leftSection={<IconPolygon {...LOOK} />} onClick={() => choose('polygon')}>
          {own.polygon}
        </Menu.Item>
        <Menu.Item leftSection={<IconCircleDashed {...LOOK} />} onClick={() => choose('circle')}>
          {own.circle}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRectangle {...LOOK} />}
          disabled={bounds === null}
          onClick={() =>
            bounds !== null &&
            view.setSearch({ within: ringText(ringOfBox(bounds)), ids: undefined })
          }
        >
          {own.inView}
        </Menu.Item>
        <CommuneItem workspace={workspace} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** A whole commune as the filter, without any smaller area. */
function CommuneItem({ workspace }: { workspace: Workspace }) {
  const text = useText();
  const { view, communes } = workspace;
  const code = useMeantCommune(workspace);
  const commune = communes?.items.find((one) => one.code === code);
  if (commune === undefined) return null;
  return (
    <Menu.Item
      leftSection={<IconMapPin {...LOOK} />}
      onClick={() =>
        view.setSearch({
          commune: commune.code,
          within: undefined,
          ids: undefined,
          only: undefined,
        })
      }
    >
      {text.selection.commune({ name: communeName(commune, text) })}
    </Menu.Item>
  );
}

/** The code of the commune that is meant: that of the chosen point, else the filter's only one, else the one in the middle of the map. */
function useMeantCommune({ view, camera, chosen, communes }: Workspace): string | undefined {
  const { data: areas } = useQuery({
    ...drawnAreasQuery(communes?.approximate ?? true),
    enabled: communes !== undefined,
  });
  // The open record has been read already; every look is logged.
  const record = useQuery({ ...pointQuery(chosen.id ?? 0), enabled: false }).data;
  const touched = chosen.id === null ? [] : (record?.communes ?? []);
  const ofPoint = touched.find(({ lead }) => lead) ?? touched[0];
  if (ofPoint !== undefined) return ofPoint.code;
  const [ofFilter, ...others] = view.filter.commune;
  if (ofFilter !== undefined && others.length === 0) return ofFilter;
  const at = camera.camera?.at;
  if (at === undefined || areas === undefined) return undefined;
  return communesUnder({ kind: 'Point', vertices: [at] }, areas)[0];
}
