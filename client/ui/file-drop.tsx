import { Box, Button, FileButton, Group, Text } from '@mantine/core';
import { IconFile, IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';

import { useFormat } from '#client/i18n/use-text.ts';

import shared from './shared.module.css';
import classes from './file-drop.module.css';

/** Limit of most file routes of the server, in bytes. */
const MOST_BYTES = 64 * 1_048_576;

export type FileDropWords = {
  choose: string;
  chooseOther: string;
  drop: string;
  hint: string;
  /** Absent where a file of any size is taken. */
  tooLarge?: (p: { size: string; limit: string }) => string;
};

/** Field where a file is chosen or dropped. The button does all that dragging does, for keyboard and thumb. */
export function FileDrop({
  file,
  accept,
  words,
  disabled = false,
  mostBytes = MOST_BYTES,
  onFile,
}: {
  file: { name: string; size: number } | null;
  /** Name endings, as the file dialog takes them. */
  accept: string;
  words: FileDropWords;
  disabled?: boolean;
  /** Null: a file of any size is taken. */
  mostBytes?: number | null;
  onFile: (file: File) => void;
}) {
  const format = useFormat();
  const { tooLarge, forget, take } = useTaking(mostBytes, onFile);
  const { over, ...dropping } = useDropping(disabled, take);
  const Sign = file === null ? IconUpload : IconFile;
  return (
    <Group className={classes.drop} gap="8px 16px" p="md" data-over={over} {...dropping}>
      <Sign size={24} stroke={1.4} aria-hidden="true" />
      <Box className={shared.wrap} miw={0} flex="1 1 180px">
        {file !== null && (
          <Box component="span" display="block" fw={600}>
            {file.name}
          </Box>
        )}
        <Text span display="block" size="sm" c="dimmed">
          {file === null ? words.hint : format.bytes(file.size)}
        </Text>
        {tooLarge !== null && mostBytes !== null && (
          <Box component="span" display="block" c="var(--db-danger)" fw={500} role="alert">
            {words.tooLarge?.({ size: format.bytes(tooLarge), limit: format.bytes(mostBytes) })}
          </Box>
        )}
      </Box>
      <Group gap="8px 12px">
        {file === null && <span className={classes.or}>{words.drop}</span>}
        <FileButton resetRef={forget} onChange={take} accept={accept} disabled={disabled}>
          {(props) => (
            <Button {...props} disabled={disabled} variant={file === null ? 'filled' : 'default'}>
              {file === null ? words.choose : words.chooseOther}
            </Button>
          )}
        </FileButton>
      </Group>
    </Group>
  );
}

/** Takes a file that was chosen or dropped, unless it is too large: then `tooLarge` is its size in bytes. */
function useTaking(mostBytes: number | null, onFile: (file: File) => void) {
  const [tooLarge, setTooLarge] = useState<number | null>(null);
  const forget = useRef<() => void>(null);
  const take = (chosen: File | null | undefined) => {
    if (chosen === null || chosen === undefined) return;
    // A browser says nothing when the file that it remembers is chosen again, mended or not.
    forget.current?.();
    const isTooLarge = mostBytes !== null && chosen.size > mostBytes;
    setTooLarge(isTooLarge ? chosen.size : null);
    if (!isTooLarge) onFile(chosen);
  };
  return { tooLarge, forget, take };
}

/** Handlers of a frame that takes a dropped file; `over` while one is held above it. */
function useDropping(disabled: boolean, take: (file: File | undefined) => void) {
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent) => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return;
    // Without this the browser would leave the page and open the file.
    event.preventDefault();
    setOver(event.type !== 'drop');
    if (event.type === 'drop') take(event.dataTransfer.files[0]);
  };
  return {
    over,
    onDragEnter: drag,
    onDragOver: drag,
    onDragLeave: () => setOver(false),
    onDrop: drag,
  };
}

/** A file as it is now, in memory: one that changes on the disk could not be sent a second time. */
export async function keepFile(file: File): Promise<File> {
  return new File([await file.arrayBuffer()], file.name, { type: file.type });
}
