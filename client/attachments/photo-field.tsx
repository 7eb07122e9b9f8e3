import { ActionIcon, Button, FileButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCamera, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './attachments.module.css';
import { chosenFile, type NewPhoto } from './send-attachment.ts';
import { shrinkPhoto } from './shrink-photo.ts';

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
  const [preparing, setPreparing] = useState(false);
  const full = photos.length >= most;
  const add = async (files: File[]) => {
    setPreparing(true);
    for (const file of files.slice(0, most - photos.length)) {
      const photo = chosenFile(await shrinkPhoto(file));
      onChange((before) => [...before, photo].slice(0, most));
    }
    setPreparing(false);
  };
  return (
    <div className={classes.field}>
      <div className={classes.fieldHead}>
        <IconCamera size={20} stroke={1.6} aria-hidden="true" />
        <div>
          <p>{text.photos}</p>
          <output className={classes.small}>
            {preparing && text.preparing}
            {!preparing && full && text.mostPhotos({ count: format.number(most, 0) })}
            {!preparing && !full && text.photoMore}
          </output>
        </div>
        <PhotoSources disabled={full || preparing} onChoose={add} />
      </div>
      {photos.length > 0 && (
        <ul className={classes.strip}>
          {photos.map((photo, place) => (
            <NewThumbnail
              key={photo.id}
              photo={photo}
              number={format.number(place + 1, 0)}
              onRemove={() => onChange((before) => before.filter(({ id }) => id !== photo.id))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

type OnChoose = (files: File[]) => Promise<void>;

/** The ways to a photo: the camera where a finger works the device, and the pictures that lie on it. */
function PhotoSources({ disabled, onChoose }: { disabled: boolean; onChoose: OnChoose }) {
  const { attachments: text } = useText();
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  return (
    <div className={classes.sources}>
      {touch && (
        <PhotoSource label={text.takePhoto} camera disabled={disabled} onChoose={onChoose} />
      )}
      <PhotoSource label={text.addPhoto} disabled={disabled} onChoose={onChoose} />
    </div>
  );
}

/** One way to a photo: `camera` opens the camera of the device at once, otherwise its pictures are offered. */
function PhotoSource({
  label,
  camera = false,
  disabled,
  onChoose,
}: {
  label: string;
  camera?: boolean;
  disabled: boolean;
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
    <li className={classes.new}>
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
    </li>
  );
}
