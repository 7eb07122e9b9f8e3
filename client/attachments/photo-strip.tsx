import { Box, Button, Flex } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Modal } from '#client/ui/modal.tsx';
import type { Attachment } from '#server/contract/attachment.ts';
import { civilDate } from '#server/contract/civil-day.ts';

import classes from './attachments.module.css';
import { attachmentAddress } from './send-attachment.ts';
import shared from '#client/ui/shared.module.css';
import { WithdrawForm } from './withdraw-form.tsx';

/** Photos in a row, small; one opens large. A withdrawn one leaves its place and its reason. */
export function PhotoStrip({ photos }: { photos: readonly Attachment[] }) {
  const { attachments: text } = useText();
  const format = useFormat();
  const [openId, setOpenId] = useState<string | null>(null);
  const open = photos.find(({ id, withdrawn }) => id === openId && withdrawn === null);
  return (
    <>
      <Flex component="ul" className={classes.strip} gap="xs" wrap="wrap" mt="xs">
        {photos.map((photo, place) =>
          photo.withdrawn === null ? (
            <li key={photo.id}>
              <button
                type="button"
                className={classes.thumbnail}
                aria-label={text.open({
                  number: format.number(place + 1, 0),
                  date: format.date(civilDate(photo.uploadedAt)),
                })}
                onClick={() => setOpenId(photo.id)}
              >
                <img
                  src={attachmentAddress(photo.id, 'thumbnail')}
                  alt=""
                  width={72}
                  height={72}
                  loading="lazy"
                />
              </button>
            </li>
          ) : (
            <li key={photo.id} className={classes.gone}>
              <IconPhotoOff size={16} stroke={1.6} aria-hidden="true" />
              <Withdrawn withdrawn={photo.withdrawn} />
            </li>
          ),
        )}
      </Flex>
      {open !== undefined && <LargePhoto photo={open} onClose={() => setOpenId(null)} />}
    </>
  );
}

export function Withdrawn({ withdrawn }: { withdrawn: NonNullable<Attachment['withdrawn']> }) {
  const { attachments: text } = useText();
  const format = useFormat();
  const { by: name, at, reason } = withdrawn;
  return (
    <span>
      <Box component="span" fw={500}>
        {text.withdrawn}
      </Box>{' '}
      <span className={shared.note}>
        {text.withdrawnMore({ name, at: format.dateTime(at), reason })}
      </span>
    </span>
  );
}

function LargePhoto({ photo, onClose }: { photo: Attachment; onClose: () => void }) {
  const { attachments: text } = useText();
  const format = useFormat();
  const phone = useMediaQuery('(max-width: 47.99em)');
  const [withdrawing, setWithdrawing] = useState(false);
  const date = format.date(civilDate(photo.uploadedAt));
  return (
    <Modal
      opened
      centered
      fullScreen={phone}
      size="xl"
      onClose={onClose}
      title={text.photoAlt({ date })}
      closeButtonProps={{ 'aria-label': text.close, size: 44 }}
    >
      <Flex component="figure" className={classes.large} direction="column" gap="xs">
        <img
          src={attachmentAddress(photo.id, 'full')}
          alt={text.photoAlt({ date })}
          width={photo.width ?? undefined}
          height={photo.height ?? undefined}
        />
        <figcaption className={shared.note}>
          {text.by({ name: photo.uploadedBy, at: format.dateTime(photo.uploadedAt) })}
          {photo.takenOn !== null && ` · ${text.takenOn({ date: format.date(photo.takenOn) })}`}
        </figcaption>
      </Flex>
      {photo.mayWithdraw && !withdrawing && (
        <Button variant="default" mt={12} onClick={() => setWithdrawing(true)}>
          {text.withdrawPhoto}
        </Button>
      )}
      {withdrawing && (
        <WithdrawForm
          attachment={photo}
          confirm={text.withdrawPhoto}
          onClose={() => setWithdrawing(false)}
          onDone={onClose}
        />
      )}
    </Modal>
  );
}
