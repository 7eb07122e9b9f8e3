import type { FeatureDeclaration } from './declaration.ts';

/** Analyses of the city, its communes and its places. */
export const ANALYSIS = {
  screens: {
    analysis: { vi: 'So sánh', en: 'Compare' },
    communeLook: { vi: 'Địa bàn của tôi', en: 'My commune' },
    placeAnalysis: { vi: 'Điểm nóng', en: 'Hot spots' },
  },
  prints: [
    'feedback_audit_print',
    'comparison_print',
    'survival_print',
    'place_analysis_print',
    'commune_print',
  ],
} as const satisfies FeatureDeclaration;
