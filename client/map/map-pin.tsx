/** The pin of a place; its point is in the middle of the lower edge. */
export function MapPin({ colour }: { colour: string }) {
  return (
    <svg aria-hidden="true" width="28" height="36" viewBox="0 0 28 36" data-pin>
      <path
        d="M14 1C7 1 1.5 6.4 1.5 13.2 1.5 22 14 35 14 35s12.5-13 12.5-21.8C26.5 6.4 21 1 14 1Z"
        fill={colour}
        stroke="var(--db-surface)"
        strokeWidth="2"
      />
      <circle cx="14" cy="13" r="4.5" fill="var(--db-surface)" />
    </svg>
  );
}
