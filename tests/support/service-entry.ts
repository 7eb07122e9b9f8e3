/** A service of support as the coordinator enters it. */
export const SERVICE_ENTRY = {
  kind: 'legal_aid',
  name: 'Trung tâm trợ giúp pháp lý thử',
  offers: 'Tư vấn pháp luật miễn phí về lao động.',
  area: 'Toàn thành phố',
  address: 'Phố Thử',
  telephone: '1800 0000',
  website: 'https://example.org/',
  hours: '8:00–17:00',
  source: 'Văn bản để thử',
  confirmedOn: '2026-11-01',
};
