import type { StyleSpecification } from 'maplibre-gl';

/** From back to front. What belongs to a slot stands before the slot's end mark. */
export const SLOTS = [
  // The city's fill, the ground upon it, and a veil over what lies beyond the city.
  'city',
  'ground',
  'veil',
  'borders',
  'areas',
  // Names of the ground give way to those of points, these to those of communes, and all of them to marks.
  'names',
  'shapes',
  'pulse',
  'focus',
  'words',
  'labels',
  'marks',
  'drawing',
] as const;
export type Slot = (typeof SLOTS)[number];

/** The id of the invisible layer that ends a slot: pass it as `beforeId`. */
export function slotEnd(slot: Slot): string {
  return `slot:${slot}`;
}

/** The style with the slots on top, so that layers find their place in whatever order they come. */
export function withSlots(style: StyleSpecification): StyleSpecification {
  const ends = SLOTS.map((slot) => ({
    id: slotEnd(slot),
    type: 'background' as const,
    layout: { visibility: 'none' as const },
  }));
  return { ...style, layers: [...style.layers, ...ends] };
}
