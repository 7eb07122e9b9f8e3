import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import type { MapRef } from '@vis.gl/react-maplibre';
import type { RefObject } from 'react';

import { useConfiguration } from '#client/api/configuration.ts';
import { ExportDialog } from '#client/forms/export-dialog.tsx';
import type { LoggedExport } from '#client/forms/use-export.ts';
import type { Filter } from '#client/register/filter.ts';
import type { Condition } from '#client/register/describe-filter.ts';
import { communesQuery } from '#client/api/communes.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { saveFile } from '#client/ui/save-file.ts';
import { useTokens } from '#client/ui/use-tokens.ts';
import { useQuery } from '@tanstack/react-query';

import { captureMap } from './capture-map.ts';
import { composePicture } from './compose-picture.ts';
import { useMapOrder } from './use-map-order.ts';
import { groundSource, useSheetWords } from './sheet-words.ts';

/** A picture of the view, or the way to paper; either is logged with its purpose first. */
export function MapExportDialog({
  filter,
  conditions,
  map,
  onClose,
}: {
  conditions: readonly Condition[];
  filter: Filter;
  map: RefObject<MapRef | null>;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const tokens = useTokens();
  const day = filter.asOf ?? today();
  const words = usePictureWords(filter, conditions);
  const { order, counted } = useMapOrder('map_picture', filter);
  const produce = async ({ purpose, receipt }: LoggedExport) => {
    const instance = map.current?.getMap();
    if (instance === undefined) return;
    const picture = await captureMap(instance);
    const blob = await composePicture(picture, {
      ...words,
      north: text.map.north,
      purpose: text.map.purposeIs({ purpose }),
      maker: text.map.madeBy({ name: receipt.watermark, time: format.dateTime(receipt.at) }),
      tokens,
      distance: (metres) => format.distance(metres),
    });
    saveFile(blob, `dia-ban-${day}.png`);
    notifications.show({ message: text.map.exported });
    onClose();
  };

  return (
    <ExportDialog
      order={order}
      title={text.map.exportTitle}
      lead={text.map.exportLead}
      confirm={text.map.exportPicture}
      blocked={counted ? null : text.common.loading}
      aside={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/print" search={(before) => before} {...props} />}
        >
          {text.map.exportPrint}
        </Button>
      }
      onLogged={produce}
      onClose={onClose}
    />
  );
}

/** Everything that stands around the picture, in words. */
function usePictureWords({ asOf, knownAt }: Filter, conditions: readonly Condition[]) {
  const configuration = useConfiguration();
  const demo = configuration?.demo === true;
  const ground = groundSource(configuration);
  const approximate = useQuery(communesQuery).data?.approximate === true;
  return useSheetWords({ conditions, day: asOf ?? today(), knownAt, demo, approximate, ground });
}
