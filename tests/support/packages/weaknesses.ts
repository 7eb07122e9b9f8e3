/** A package that runs in production and has a known weakness, as `npm audit --json` reports it. */
export type Weakness = { id: string; packageName: string; severity: string; title: string };

/** A weakness that the maintainers have seen, and why it may stay for the moment. */
export type SeenWeakness = { id: string; seenOn: string; reachable: boolean; reason: string };

const A_DAY = 86_400_000;
/** Days to mend what can be reached here, and what cannot: `server/deploy/SECURITY.md`, “Parts of others”. */
const DAYS_TO_MEND = { reachable: 3, other: 30 } as const;

/** Lists the weaknesses in a report of `npm audit --json`, each once. Throws where the registry gave no report. */
export function weaknessesIn(report: unknown): Weakness[] {
  const { vulnerabilities } = report as { vulnerabilities?: Record<string, { via: unknown[] }> };
  if (vulnerabilities === undefined) throw new Error('the registry gave no report of weaknesses');
  const found = Object.values(vulnerabilities).flatMap(({ via }) => via.flatMap(weaknessOf));
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** Names what breaches the times to mend: a weakness that nobody has noted, or one that was noted too long ago. */
export function breachesOf(
  found: readonly Weakness[],
  seen: readonly SeenWeakness[],
  now: number,
): string[] {
  return found.flatMap((weakness) => {
    const words = `${weakness.packageName}: ${weakness.title} (${weakness.severity}, ${weakness.id})`;
    const noted = seen.find(({ id }) => id === weakness.id);
    if (noted === undefined) return [`not noted: ${words}`];
    const days = noted.reachable ? DAYS_TO_MEND.reachable : DAYS_TO_MEND.other;
    const late = now - Date.parse(noted.seenOn) > days * A_DAY;
    return late ? [`not mended in ${days} days: ${words}`] : [];
  });
}

/** A part of `via` is an advisory, or the name of the package that brings one. */
function weaknessOf(via: unknown): Weakness[] {
  if (typeof via !== 'object' || via === null) return [];
  const { url, name, severity, title } = via as Record<string, string>;
  return [{ id: url ?? '', packageName: name ?? '', severity: severity ?? '', title: title ?? '' }];
}
