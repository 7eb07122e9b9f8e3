import type { problems as vi } from '#client/i18n/vi/problems.ts';

const field: typeof vi.field = {
  required: 'Missing.',
  date: 'Not a date. Enter day/month/year.',
  too_small: 'Too short or too small.',
  too_big: 'Too long or too large.',
  invalid_type: 'The wrong kind of value.',
  invalid_format: 'Not in the right form.',
  invalid_value: 'There is no such choice.',
  invalid_union: 'Not in the right form.',
  unrecognized_keys: 'Holds something that the server does not take.',
  ring_open: 'An area must end where it began. Close the drawing.',
  too_many_vertices: 'The drawing has too many vertices. Simplify it.',
  repeated: 'Repeated. Each value may stand once only.',
  beyond_radius: 'Not more than the smallest radius.',
  within_grace: 'Must be longer than the grace period.',
  unknown_group: 'There is no such group.',
  bbox: 'The map frame is not right.',
};

export const problems: typeof vi = { field, fieldOther: 'Not right.' };
