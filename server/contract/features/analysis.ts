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
  problems: {
    'analysis.other_commune': {
      status: 403,
      vi: 'Bạn chỉ xem được các trường hợp của địa bàn mình phụ trách. Hãy chọn phường, xã của mình.',
      en: 'You may see the cases of your own communes only. Choose one of them.',
    },
    'analysis.period_invalid': {
      status: 422,
      vi: 'Khoảng thời gian không hợp lệ: ngày đầu phải trước ngày cuối, ngày cuối không sau hôm nay, dài không quá năm năm. Hãy chọn lại.',
      en: 'This period cannot be used: it must begin before it ends, end no later than today and last no more than five years. Choose another.',
    },
  },
} as const satisfies FeatureDeclaration;
