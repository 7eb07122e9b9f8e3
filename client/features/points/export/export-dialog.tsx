import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import type { MapRef } from '@vis.gl/react-maplibre';
import type { RefObject } from 'react';

import { useConfiguration } from '#client/api/configuration.ts';
import { useMe } from '#client/api/me.ts';
import type { Condition } from '#client/features/points/panel/describe-filter.ts';
import { communesQuery } from '#client/features/points/queries.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useTokens } from '#client/ui/use-tokens.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { useQuery } from '@tanstack/react-query';

import { captureMap } from './capture-map.ts';
import { composePicture } from './compose-picture.ts';
import { PurposeForm } from './purpose-form.tsx';
import { useSheetWords } from './sheet-words.ts';

/** A picture of the view, or the way to paper; either is logged with its purpose first. */
export function ExportDialog({
  conditions,
  asOf,
  map,
  onClose,
}: {
  conditions: readonly Condition[];
  asOf: IsoDate | null;
  map: RefObject<MapRef | null>;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const tokens = useTokens();
  const me = useMe();
  const demo = useConfiguration()?.demo === true;
  const approximate = useQuery(communesQuery).data?.approximate === true;
  const day = asOf ?? today();
  const words = useSheetWords({ conditions, day, demo, approximate });

  const produce = async (purpose: string) => {
    const instance = map.current?.getMap();
    if (instance === undefined) return;
    const picture = await captureMap(instance);
    const now = format.dateTime(new Date().toISOString());
    const blob = await composePicture(picture, {
      ...words,
      purpose: text.map.purposeIs({ purpose }),
      maker: text.map.madeBy({ name: me.account.name, time: now }),
      tokens,
      distance: (metres) => format.distance(metres),
    });
    download(blob, `dia-ban-${day}.png`);
    notifications.show({ message: text.map.exported });
    onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={text.map.exportTitle}
      closeButtonProps={{ 'aria-label': text.common.close }}
      centered
    >
      <p style={{ marginBottom: 12 }}>{text.map.exportLead}</p>
      <PurposeForm kind="map_picture" action={text.map.exportPicture} onRecorded={produce}>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/print" search={(before) => before} {...props} />}
        >
          {text.map.exportPrint}
        </Button>
      </PurposeForm>
    </Modal>
  );
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
