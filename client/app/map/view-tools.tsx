import { Menu } from '@mantine/core';
import {
  IconCalendarTime,
  IconChevronUp,
  IconCircleDashed,
  IconColumns2,
  IconDots,
  IconGridDots,
  IconLasso,
  IconLink,
  IconMapPin,
  IconMapPinPlus,
  IconPhotoDown,
  IconPolygon,
  IconRectangle,
  IconRuler2,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';

import { useCan } from '#client/api/me.ts';
import { ViewsButton } from '#client/features/views/views-button.tsx';
import { drawnAreasQuery } from '#client/forms/areas-query.ts';
import { communesUnder } from '#client/forms/communes-under.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { MapButton } from '#client/map/map-controls.tsx';
import { useLabelKind } from '#client/map/marks/label-kind.ts';
import { LabelMenu } from '#client/map/marks/label-menu.tsx';
import { pointQuery } from '#client/register/record-queries.ts';
import { ringOfBox, ringText } from '#client/register/region.ts';
import { copyText } from '#client/ui/copy-text.tsx';
import { hinted } from '#client/ui/hinted.ts';

import { usePreferences } from './use-preferences.ts';
import type { Workspace } from './use-workspace.ts';

const LOOK = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

const MapExportDialog = lazy(() =>
  import('#client/features/map-export/export-dialog.tsx').then((module) => ({
    default: module.MapExportDialog,
  })),
);

/** Actions on the map. On a phone the rarer ones wait behind a button, which shows them in the place of the others. */
export function ViewTools({ workspace }: { workspace: Workspace }) {
  const { view, layout } = workspace;
  const text = useText();
  const [opened, setOpened] = useState(false);
  return (
    <>
      {!(opened && layout.phone) && (
        <>
          <FirstTools workspace={workspace} />
          <ViewsButton search={view.search} onSearch={view.setSearch} />
        </>
      )}
      {layout.phone && (
        <MapButton
          label={opened ? text.map.fewerTools : text.map.moreTools}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {opened ? <IconChevronUp {...LOOK} /> : <IconDots {...LOOK} />}
        </MapButton>
      )}
      {(opened || !layout.phone) && <RarerTools workspace={workspace} />}
    </>
  );
}

/** Proposing a point, looking back, comparing. */
function FirstTools({ workspace }: { workspace: Workspace }) {
  const { view, layout, time, compare } = workspace;
  const text = useText();
  const mayPropose = useCan('points:propose');
  return (
    <>
      {mayPropose && (
        <MapButton
          label={text.map.addPoint}
          onClick={() => view.setSearch({ draw: 'new', id: undefined })}
        >
          <IconMapPinPlus {...LOOK} />
        </MapButton>
      )}
      <MapButton
        label={text.timeSlider.open}
        pressed={layout.timeOpen}
        onClick={time.toggle}
        {...hinted('time')}
      >
        <IconCalendarTime {...LOOK} />
      </MapButton>
      {!layout.phone && (
        <MapButton
          label={text.compare.open}
          pressed={compare.evening !== null}
          onClick={compare.toggle}
        >
          <IconColumns2 {...LOOK} />
        </MapButton>
      )}
    </>
  );
}

/** Measuring, labels, choosing an area, density, and taking the view out. */
function RarerTools({ workspace }: { workspace: Workspace }) {
  const { view, layout } = workspace;
  const measuring = layout.mode === 'measure';
  const text = useText();
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <MapButton
        label={text.map.measure}
        pressed={measuring}
        onClick={() => view.setSearch({ draw: measuring ? undefined : 'measure' })}
      >
        <IconRuler2 {...LOOK} />
      </MapButton>
      <LabelChoice />
      <SelectTool workspace={workspace} />
      <DensityButton {...view} />
      <MapButton
        label={text.map.share}
        onClick={() => void copyText(location.href, text, text.map.shared)}
      >
        <IconLink {...LOOK} />
      </MapButton>
      <MapButton label={text.map.export} onClick={() => setExporting(true)}>
        <IconPhotoDown {...LOOK} />
      </MapButton>
      {exporting && (
        <Suspense fallback={null}>
          <MapExportDialog
            conditions={workspace.conditions}
            filter={view.filter}
            map={workspace.map}
            onClose={() => setExporting(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Menu of the map's labels. Takes over the choice made on another device, and keeps a new one with the account. */
function LabelChoice() {
  const { preferences, choose } = usePreferences();
  const [, label] = useLabelKind();
  const { mapLabel } = preferences;
  const takeOver = useEffectEvent(label);
  useEffect(
    function labelAsKept() {
      if (mapLabel !== null) takeOver(mapLabel);
    },
    [mapLabel],
  );
  return <LabelMenu onChoose={(kind) => choose({ mapLabel: kind })} />;
}

function DensityButton({ search, setSearch }: Workspace['view']) {
  const { density: own } = useText();
  const shown = search.density === true;
  return (
    <MapButton
      label={shown ? own.hide : own.show}
      pressed={shown}
      onClick={() => setSearch({ density: shown ? undefined : true })}
    >
      <IconGridDots {...LOOK} />
    </MapButton>
  );
}

/** The ways to choose an area: by a stroke, corner by corner, as a circle, what is in view, or a whole commune. */
function SelectTool({ workspace }: { workspace: Workspace }) {
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
