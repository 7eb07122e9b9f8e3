import * as z from 'zod';

import { ROLES } from './permission.ts';

/** A role by its name; the sign-in reads the names alone, without the library of schemas. */
export const Role = z.enum(ROLES).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;
