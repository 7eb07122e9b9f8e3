import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';

import classes from './draw-panel.module.css';

/** The corners in numbers, each to be taken away. */
export function VertexList({
  vertices,
  onRemove,
}: {
  vertices: readonly LonLat[];
  onRemove: (index: number) => void;
}) {
  const { pointDraw: text } = useText();
  const format = useFormat();
  if (vertices.length === 0) return null;
  return (
    <ol className={classes.vertices} aria-label={text.vertices}>
      {vertices.map((vertex, index) => {
        const number = format.number(index + 1, 0);
        return (
          <li key={`${index}:${vertex.join()}`}>
            <span>{text.vertex({ number, place: format.coordinates(vertex) })}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={text.removeVertex({ number })}
              onClick={() => onRemove(index)}
            >
              <IconX size={14} stroke={1.8} aria-hidden="true" />
            </ActionIcon>
          </li>
        );
      })}
    </ol>
  );
}
