/**
 * Returns the result if every number in it is finite.
 * @throws {RangeError} with the place of the first NaN or infinity
 */
export function refuseNonFinite<T>(result: T): T {
  const place = placeOfNonFinite(result);
  if (place !== null) throw new RangeError(`not a finite number at ${place}`);
  return result;
}

function placeOfNonFinite(value: unknown, place = ''): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : place;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = placeOfNonFinite(inner, `${place}/${key}`);
    if (found !== null) return found;
  }
  return null;
}
