/** The product's mark: a place, and the ring that keeps watch around it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" fill="none">
      <path
        d="M20.2 8.2A9 9 0 1 0 21 12"
        stroke="var(--db-accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path
        d="M20.9 3.6v4.9H16"
        stroke="var(--db-accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="12" r="3.5" fill="var(--db-accent)" />
    </svg>
  );
}
