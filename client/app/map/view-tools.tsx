import { notifications } from '@mantine/notifications';
import {
  IconCalendarTime,
  IconChevronUp,
  IconColumns2,
  IconDots,
  IconGridDots,
  IconLink,
  IconMapPinPlus,
  IconPhotoDown,
  IconRuler2,
} from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';

import { useCan } from '#client/api/me.ts';
import { ViewsButton } from '#client/features/views/views-button.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { MapButton } from '#client/map/map-controls.tsx';
import { useLabelKind } from '#client/map/marks/label-kind.ts';
import { LabelMenu } from '#client/map/marks/label-menu.tsx';
import { hinted } from '#client/ui/hinted.ts';

import { SelectTool } from './select/select-tool.tsx';
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
      <MapButton label={text.map.share} onClick={() => void share(text.map.shared)}>
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

async function share(done: string): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  notifications.show({ message: done });
}
