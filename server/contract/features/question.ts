import type { FeatureDeclaration } from './declaration.ts';

/** Questions about the data. */
export const QUESTION = {
  screens: {
    questions: { vi: 'Câu hỏi làm rõ', en: 'Questions' },
  },
} as const satisfies FeatureDeclaration;
