/** Part of a lock file: the versions of its packages, by path. */
export type Lock = { packages: Record<string, { version?: string }> };
export type PackageVersion = { name: string; version: string };

const LEAST_AGE_DAYS = 7;
const A_DAY = 86_400_000;

/** Lists versions that a lock file has and an earlier one had nowhere. */
export function newVersions(before: Lock, now: Lock): PackageVersion[] {
  const known = new Set(versionsIn(before).map(textOf));
  const added = versionsIn(now).filter((one) => !known.has(textOf(one)));
  return [...new Map(added.map((one) => [textOf(one), one])).values()];
}

/** Tests whether a version was published less than seven days before an instant, in milliseconds; unknown counts as young. */
export function isTooYoung(publishedAt: string | undefined, now: number): boolean {
  if (publishedAt === undefined) return true;
  return now - Date.parse(publishedAt) < LEAST_AGE_DAYS * A_DAY;
}

function versionsIn({ packages }: Lock): PackageVersion[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '' }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version,
    }));
}

function textOf({ name, version }: PackageVersion): string {
  return `${name}@${version}`;
}
