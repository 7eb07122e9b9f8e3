import type { problems as vi } from '#client/i18n/vi/problems.ts';

const signIn: typeof vi.signIn = {
  wrong_code: 'The code is wrong or no longer valid. Enter the one your authenticator shows now.',
  second_step_expired: 'The second step has expired. Enter your user name and password again.',
  disabled: 'This account is disabled. Ask the administrator of your office.',
};

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
  too_many_vertices: 'The drawing has too many vertices. Simplify it.',
  bbox: 'The map frame is not right.',
};

export const problems: typeof vi = { signIn, field, fieldOther: 'Not right.' };
