import { findPersonalData } from './personal-data.ts';
import { AppError, type FieldProblem } from './problem.ts';
import { foldText } from './text.ts';

/** Only a marking that stands alone at either end counts: "bí mật" or "mật độ" are ordinary words. */
const SECRET_MARKING =
  /^\s*(?:độ\s+)?(?:tuyệt mật|tối mật|mật)\s*(?:[-–:.,;]|$)|\(\s*(?:tuyệt mật|tối mật|mật)\s*\)/iu;

/**
 * Refuses text that names a person or carries a secrecy marking, before anything is saved.
 * `texts` maps a field's name to what was written; the answer marks the words, the writer rephrases.
 */
export function refuseForbiddenText(texts: Readonly<Record<string, string | null>>): void {
  const errors: FieldProblem[] = [];
  const marked: Record<string, unknown> = {};
  for (const [field, text] of Object.entries(texts)) {
    if (text === null || text === '') continue;
    if (isMarkedSecret(field, text)) {
      throw new AppError('text.secret_marking', {
        errors: [{ pointer: `/${field}`, code: 'text.secret_marking' }],
      });
    }
    const found = findPersonalData(text);
    if (found.length === 0) continue;
    errors.push({ pointer: `/${field}`, code: 'text.personal_data' });
    marked[field] = found;
  }
  if (errors.length > 0)
    throw new AppError('text.personal_data', { errors, parameters: { marked } });
}

function isMarkedSecret(field: string, text: string): boolean {
  return /numbers?(?:\/\d+)?$/i.test(field)
    ? isSecretDocumentNumber(text)
    : SECRET_MARKING.test(text);
}

/** Document numbers carry their own secrecy letter: `12/TM-…`, `3/M-…` (mật), never stored here. */
function isSecretDocumentNumber(documentNumber: string): boolean {
  return /\/(?:tm|ttm|m)-/u.test(foldText(documentNumber));
}
