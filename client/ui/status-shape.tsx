import type { PointFlag, PointStatus } from '#server/contract/point.ts';
import { type ShapePart, SUSPECTED_RINGS } from '#server/contract/status-shapes.ts';

import { flagColour, flagShape, type ShapeColours, statusShape } from './status-path.ts';
import { useTokens } from './use-tokens.ts';

function Parts({ parts, colours }: { parts: readonly ShapePart[]; colours: ShapeColours }) {
  const paint = (name: ShapePart['fill']) => (name === 'none' ? 'none' : colours[name]);
  return parts.map((part) => (
    <path
      key={part.path}
      d={part.path}
      fill={paint(part.fill)}
      stroke={paint(part.stroke)}
      strokeWidth={part.width}
      strokeDasharray={part.dash?.join(' ')}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ));
}

/**
 * The sign of a status, with the dashed double ring where the point is suspected.
 * Decorative: the word must stand beside it, or in the name of what holds it.
 */
export function StatusShape({
  status,
  suspected = false,
  size = 16,
}: {
  status: PointStatus;
  suspected?: boolean;
  size?: number;
}) {
  const tokens = useTokens();
  const extent = suspected ? 15 : 12;
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox={`${-extent} ${-extent} ${2 * extent} ${2 * extent}`}
      style={{ flex: 'none', display: 'block' }}
    >
      <Parts
        parts={statusShape(status)}
        colours={{ own: tokens.status[status], sign: tokens.onStatus }}
      />
      {suspected && (
        <Parts parts={SUSPECTED_RINGS} colours={{ own: tokens.suspected, sign: tokens.onStatus }} />
      )}
    </svg>
  );
}

/** The sign of a flag. Decorative, as {@link StatusShape}. */
export function FlagShape({ flag, size = 16 }: { flag: PointFlag; size?: number }) {
  const tokens = useTokens();
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="-12 -12 24 24"
      style={{ flex: 'none', display: 'block' }}
    >
      <Parts
        parts={flagShape(flag)}
        colours={{ own: flagColour(tokens, flag), sign: tokens.onStatus }}
      />
    </svg>
  );
}
