import { notifications } from '@mantine/notifications';
import {
  IconCalendarTime,
  IconLink,
  IconMapPinPlus,
  IconPhotoDown,
  IconRuler2,
} from '@tabler/icons-react';
import type { MapRef } from '@vis.gl/react-maplibre';
import { lazy, Suspense, useState, type RefObject } from 'react';

import { useCan } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { MapButton } from '#client/map/map-controls.tsx';

import type { Filter } from '#client/register/filter.ts';
import type { Condition } from '#client/register/describe-filter.ts';

const MapExportDialog = lazy(() =>
  import('#client/features/map-export/export-dialog.tsx').then((module) => ({
    default: module.MapExportDialog,
  })),
);

/** Actions on a view: sharing and exporting. */
export function ViewTools({
  filter,
  conditions,
  map,
  timeOpen,
  onTime,
  onPropose,
  measuring,
  onMeasure,
}: {
  conditions: readonly Condition[];
  filter: Filter;
  map: RefObject<MapRef | null>;
  timeOpen: boolean;
  onTime: () => void;
  onPropose: () => void;
  measuring: boolean;
  onMeasure: () => void;
}) {
  const text = useText();
  const mayPropose = useCan('points:propose');
  const [exporting, setExporting] = useState(false);
  const share = async () => {
    await navigator.clipboard.writeText(location.href);
    notifications.show({ message: text.map.shared });
  };
  return (
    <>
      {mayPropose && (
        <MapButton label={text.map.addPoint} onClick={onPropose}>
          <IconMapPinPlus size={18} stroke={1.6} aria-hidden="true" />
        </MapButton>
      )}
      <MapButton label={text.timeSlider.open} pressed={timeOpen} onClick={onTime}>
        <IconCalendarTime size={18} stroke={1.6} aria-hidden="true" />
      </MapButton>
      <MapButton label={text.map.measure} pressed={measuring} onClick={onMeasure}>
        <IconRuler2 size={18} stroke={1.6} aria-hidden="true" />
      </MapButton>
      <MapButton label={text.map.share} onClick={() => void share()}>
        <IconLink size={18} stroke={1.6} aria-hidden="true" />
      </MapButton>
      <MapButton label={text.map.export} onClick={() => setExporting(true)}>
        <IconPhotoDown size={18} stroke={1.6} aria-hidden="true" />
      </MapButton>
      {exporting && (
        <Suspense fallback={null}>
          <MapExportDialog
            conditions={conditions}
            filter={filter}
            map={map}
            onClose={() => setExporting(false)}
          />
        </Suspense>
      )}
    </>
  );
}
