import { describe, expect, it } from 'vitest';

import { directionOf, roadClass } from './road-access.ts';

/** Reads `highway=primary oneway=yes`. */
const tagsOf = (text: string) =>
  Object.fromEntries(text.split(' ').map((tag) => tag.split('=') as [string, string]));
const both = (text: string) =>
  (['car', 'motorbike'] as const).map((vehicle) => directionOf(tagsOf(text), vehicle)).join(' ');

describe('the class of a road', () => {
  it.each([
    ['highway=primary', 'primary'],
    ['highway=primary_link', 'primary'],
    ['highway=footway', 'path'],
    ['highway=pedestrian', 'path'],
    ['highway=path', 'path'],
    ['highway=steps', null],
    ['highway=construction', null],
    ['building=yes', null],
  ])('of %s is %s', (tags, known) => {
    expect(roadClass(tagsOf(tags))).toBe(known);
  });
});

describe('the directions in which a car and a motorbike may use a way', () => {
  it.each([
    ['highway=residential', 'both both'],
    ['highway=residential area=yes', 'none none'],
    ['highway=steps', 'none none'],
    ['highway=footway', 'none none'],
    // Motorways have one direction, and are closed to motorbikes unless a sign lets them on.
    ['highway=motorway', 'forward none'],
    ['highway=motorway oneway=no', 'both none'],
    ['highway=motorway_link', 'both none'],
    ['highway=motorway motor_vehicle=yes', 'forward none'],
    ['highway=motorway motorcycle=yes', 'forward forward'],
    ['highway=trunk', 'both both'],
  ])('%s: %s', (tags, directions) => {
    expect(both(tags)).toBe(directions);
  });

  it.each([
    ['highway=primary oneway=yes', 'forward forward'],
    ['highway=primary oneway=1', 'forward forward'],
    ['highway=primary oneway=-1', 'backward backward'],
    ['highway=primary oneway=reversible', 'none none'],
    ['highway=primary oneway=sometimes', 'both both'],
    ['highway=primary junction=roundabout', 'forward forward'],
    ['highway=primary junction=circular', 'forward forward'],
    ['highway=primary junction=roundabout oneway=-1', 'backward backward'],
    ['highway=primary oneway=yes oneway:motorcycle=no', 'forward both'],
    ['highway=primary oneway=yes oneway:moped=no', 'forward both'],
    ['highway=primary oneway=yes oneway:motorcar=no', 'both forward'],
    ['highway=primary oneway=yes oneway:motor_vehicle=no', 'both both'],
    ['highway=primary oneway:moped=no oneway:motorcycle=yes', 'both forward'],
  ])('by one-way tags, the most particular last, %s: %s', (tags, directions) => {
    expect(both(tags)).toBe(directions);
  });

  it.each([
    ['highway=service access=private', 'none none'],
    ['highway=service access=permit', 'none none'],
    ['highway=service access=destination', 'both both'],
    ['highway=service vehicle=no', 'none none'],
    ['highway=service motor_vehicle=no motorcycle=yes', 'none both'],
    ['highway=service motorcycle=no', 'both none'],
    ['highway=service motorcar=no', 'none both'],
    ['highway=service access=no motor_vehicle=yes', 'both both'],
    ['highway=service access=yes vehicle=private', 'none none'],
    // What is said of access to a footway is said of feet.
    ['highway=footway access=yes', 'none none'],
    ['highway=footway vehicle=yes', 'both both'],
    ['highway=footway motorcycle=yes', 'none both'],
  ])('by access tags, the most particular last, %s: %s', (tags, directions) => {
    expect(both(tags)).toBe(directions);
  });
});
