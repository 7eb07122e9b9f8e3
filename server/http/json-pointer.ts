/** A JSON pointer (RFC 6901) by its steps: `['rights', 0]` becomes `/rights/0`. */
export function pointerOf(path: readonly PropertyKey[]): string {
  const escaped = path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
  return escaped.map((part) => `/${part}`).join('');
}
