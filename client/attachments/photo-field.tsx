import { ActionIcon, Box, Button, FileButton, Flex } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCamera, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './attachments.module.css';
import { chosenFile, type NewPhoto } from './send-attachment.ts';
import shared from '#client/ui/shared.module.css';
import { SHRINK_PARTS, shrinkPhoto } from './shrink-photo.ts';

/** Photos of the place, taken or chosen; each has the id that it will keep. */
export function PhotoField({
  photos,
  most,
  onChange,
}: {
  photos: readonly NewPhoto[];
  most: number;
  onChange: (change: (before: readonly NewPhoto[]) => readonly NewPhoto[]) => void;
}) {
  const { attachments: text } = useText();
  const format = useFormat();
  const { done, makeSmall } = useMakeSmall();
  const preparing = done !== null;
  const id = useId();
  const full = photos.length >= most;
  const add = async (files: File[]) => {
    await makeSmall(files.slice(0, most - photos.length), (photo) =>
      onChange((before) => [...before, photo].slice(0, most)),
    );
  };
  return (
    <Box component="fieldset" miw={0} m={0} px={0} py={4} bd={0} aria-label={text.photos}>
      <div className={classes.fieldHead}>
        <IconCamera size={20} stroke={1.6} aria-hidden="true" />
        <div>
          <p>{text.photos}</p>
          <output id={id} className={shared.note}>
            {preparing && text.preparing}
            {!preparing && full && text.mostPhotos({ count: format.number(most, 0) })}
            {!preparing && !full && text.photoMore}
            {!preparing && photos.length > 0 && (
              <span className="visually-hidden">
                {' '}
                {text.photoNumber({ number: format.number(photos.length, 0) })}
              </span>
            )}
          </output>
          {preparing && (
            <progress className={classes.progress} value={done} aria-label={text.preparing} />
          )}
        </div>
        <PhotoSources disabled={full || preparing} why={id} onChoose={add} />
      </div>
      {photos.length > 0 && (
        <Flex component="ul" className={classes.strip} gap="xs" wrap="wrap" mt="xs">
          {photos.map((photo, place) => (
            <NewThumbnail
              key={photo.id}
              photo={photo}
              number={format.number(place + 1, 0)}
              onRemove={() => onChange((before) => before.filter(({ id }) => id !== photo.id))}
            />
          ))}
        </Flex>
      )}
    </Box>
  );
}

/** Makes photos small one after the other; `done` is the part of all that work that is done, null where none is. */
function useMakeSmall() {
  const [done, setDone] = useState<number | null>(null);
  const makeSmall = async (files: readonly File[], take: (photo: NewPhoto) => void) => {
    for (const [at, file] of files.entries()) {
      const tell = (part: number) => setDone((at + part / SHRINK_PARTS) / files.length);
      tell(0);
      take(chosenFile(await shrinkPhoto(file, tell)));
    }
    setDone(null);
  };
  return { done, makeSmall };
}

type OnChoose = (files: File[]) => Promise<void>;

/** The ways to a photo: the camera where a finger works the device, and the pictures that lie on it. */
function PhotoSources({
  disabled,
  why,
  onChoose,
}: {
  disabled: boolean;
  /** Id of the words that say why. */
  why: string;
  onChoose: OnChoose;
}) {
  const { attachments: text } = useText();
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  return (
    <div className={classes.sources}>
      {touch && (
        <PhotoSource
          label={text.takePhoto}
          camera
          disabled={disabled}
          why={why}
          onChoose={onChoose}
        />
      )}
      <PhotoSource label={text.addPhoto} disabled={disabled} why={why} onChoose={onChoose} />
    </div>
  );
}

/** One way to a photo: `camera` opens the camera of the device at once, otherwise its pictures are offered. */
function PhotoSource({
  label,
  camera = false,
  disabled,
  why,
  onChoose,
}: {
  label: string;
  camera?: boolean;
  disabled: boolean;
  why: string;
  onChoose: OnChoose;
}) {
  const forget = useRef<() => void>(null);
  const from = camera ? { capture: 'environment' as const } : {};
  return (
    <FileButton
      multiple
      resetRef={forget}
      accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
      disabled={disabled}
      {...from}
      onChange={(files) => {
        // A browser says nothing when the file that it remembers is chosen again.
        forget.current?.();
        void onChoose(files);
      }}
    >
      {(props) => (
        <Button
          {...props}
          variant={camera ? 'light' : 'subtle'}
          size="compact-md"
          mih={44}
          disabled={disabled}
          aria-describedby={why}
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
}

function NewThumbnail({
  photo,
  number,
  onRemove,
}: {
  photo: NewPhoto;
  number: string;
  onRemove: () => void;
}) {
  const { attachments: text } = useText();
  const image = useRef<HTMLImageElement>(null);
  useEffect(
    function showFile() {
      const address = URL.createObjectURL(photo.file);
      image.current?.setAttribute('src', address);
      return () => URL.revokeObjectURL(address);
    },
    [photo.file],
  );
  return (
    <Flex component="li" gap={4} align="center">
      <img ref={image} alt={text.photoNumber({ number })} width={72} height={72} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={text.removePhoto({ number })}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </Flex>
  );
}
