import type { PlaceMethod, PlaceSubject } from '#server/contract/place-analysis.ts';

const method: Record<PlaceMethod, string> = {
  hot_spots: 'Điểm nóng (Gi*)',
  emerging: 'Điểm nóng mới nổi',
  near_repeat: 'Lặp lại gần',
  scan: 'Cụm không gian – thời gian',
  density: 'Mật độ',
};

const subject: Record<PlaceSubject, string> = {
  recurrences: 'Tái hoạt động đã xác nhận',
  new_points: 'Điểm mới được đưa vào danh mục',
  signals: 'Dấu hiệu chưa bị bác bỏ',
};

/** Analyses of places on the map. */
export const placeAnalysis = {
  nav: 'Điểm nóng',
  title: 'Phân tích trên bản đồ',
  lead: 'Chấm điểm địa bàn, không bao giờ chấm người. Kết quả là câu hỏi cho người kiểm tra, không phải kết luận.',
  methodLabel: 'Phương pháp',
  method,
  methodMore: {
    hot_spots:
      'Ô vuông có tổng cùng các ô kề cao hoặc thấp hơn bình quân; p bằng hoán vị có điều kiện (đếm hết mọi cách), hiệu chỉnh Benjamini–Hochberg.',
    emerging:
      'Gi* theo từng bước bốn tuần, rồi xu hướng Mann–Kendall và tám lớp điểm nóng mới nổi.',
    near_repeat:
      'Sự việc có nối tiếp nhau gần và sớm hơn ngẫu nhiên không (Knox); mỗi dải gồm cả cận trên.',
    scan: 'Quét hoán vị không gian – thời gian đến ngày cuối kỳ: cụm tròn có nhiều sự việc hơn dự kiến.',
    density: 'Số sự việc trên một km², nhân bậc bốn. Chỉ để nhìn, không phải kiểm định.',
  } satisfies Record<PlaceMethod, string>,
  subjectLabel: 'Sự việc',
  subject,
  originLabel: 'Nguồn của dấu hiệu',
  origin: {
    reported: 'Người dân, cơ quan báo',
    found: 'Tuần tra, kiểm tra phát hiện',
    both: 'Gộp cả hai',
  },
  mixed: (p: { reported: string; found: string }) =>
    `Đang gộp ${p.reported} dấu hiệu được báo và ${p.found} do tuần tra phát hiện. Nơi được kiểm tra nhiều sẽ hiện nhiều: đừng đọc như mức độ thật.`,
  foundOnly: 'Chỉ dấu hiệu do tuần tra phát hiện: nơi được đến nhiều sẽ hiện nhiều.',
  cellLabel: 'Cạnh ô (m)',
  radiusLabel: 'Bán kính (m)',
  daysLabel: 'Dài nhất (ngày)',
  perLabel: 'Tính theo',
  per: { count: 'Số sự việc', checks: 'Trên 100 lượt kiểm tra' },
  seedLabel: 'Hạt giống',
  replicatesLabel: 'Số hoán vị',
  start: 'Phân tích',
  cancel: 'Dừng',
  running: (p: { share: string }) => `Đang tính… ${p.share}`,
  refusedTitle: 'Không tính, vì số liệu quá ít',
  refused: {
    few_events: (p: { needed: string; found: string }) =>
      `Cần ít nhất ${p.needed} sự việc, mới có ${p.found}. Hãy chọn khoảng thời gian dài hơn.`,
    few_cells: (p: { needed: string; found: string }) =>
      `Cần ít nhất ${p.needed} ô có điểm và ô kề, mới có ${p.found}. Hãy chọn ô nhỏ hơn hoặc to hơn.`,
    short_period: (p: { needed: string; found: string }) =>
      `Cần ít nhất ${p.needed} ngày trọn bước bốn tuần, mới có ${p.found}. Hãy chọn khoảng thời gian dài hơn.`,
    no_variation: (_p: { needed: string; found: string }) =>
      'Mọi ô đều như nhau, nên không có nơi nào nóng hơn nơi khác.',
  },
  said: {
    hotNone: (p: { tested: string }) =>
      `Không ô nào trong ${p.tested} ô nóng hoặc lạnh hơn mức ngẫu nhiên.`,
    hot: (p: { hot: string; cold: string; tested: string }) =>
      `${p.hot} ô nóng và ${p.cold} ô lạnh trong ${p.tested} ô, sau khi hiệu chỉnh vì đã xét mọi ô (mức 5%).`,
    emerging: (p: { spots: string; tested: string }) =>
      `${p.spots} trong ${p.tested} ô có kiểu điểm nóng hoặc lạnh theo thời gian.`,
    repeats: (p: { metres: string; days: string; ratio: string; p: string }) =>
      `Trong vòng ${p.metres} và ${p.days}, số cặp gấp ${p.ratio} lần mức ngẫu nhiên (p hiệu chỉnh ${p.p}).`,
    repeatsNone: 'Không thấy sự việc nối tiếp nhau gần và sớm hơn mức ngẫu nhiên.',
    scan: (p: { cases: string; expected: string; from: string; p: string; every: string }) =>
      `Cụm mạnh nhất: ${p.cases} sự việc so với ${p.expected} dự kiến, từ ${p.from}; ${p.p}, ngẫu nhiên gây ra cỡ này khoảng ${p.every} một lần.`,
    scanNone: 'Không có cụm nào đáng kể đến ngày cuối kỳ.',
    scanOrdinary: 'Dưới một năm một lần: chưa đáng báo động.',
    density: (p: { most: string; events: string }) =>
      `${p.events} sự việc; nơi dày nhất ${p.most} trên một km².`,
  },
  legend: 'Chú giải',
  hotClass: {
    hot: 'Nóng (p hiệu chỉnh < 0,05)',
    cold: 'Lạnh (p hiệu chỉnh < 0,05)',
    cluster: 'Cụm có p < 0,05',
    none: 'Không khác ngẫu nhiên',
  },
  pattern: {
    new: 'Mới',
    consecutive: 'Liên tiếp',
    intensifying: 'Tăng dần',
    persistent: 'Dai dẳng',
    diminishing: 'Giảm dần',
    sporadic: 'Rải rác',
    oscillating: 'Dao động',
    historical: 'Trong quá khứ',
  },
  temperature: { hot: 'nóng', cold: 'lạnh' },
  link: 'Cặp gần nhau (cùng nơi hoặc trong 100 m, trong 7 ngày)',
  cluster: (p: { number: string }) => `Cụm ${p.number}`,
  densityLess: 'thưa',
  densityMore: 'dày',
  mapOf: 'Bản đồ kết quả phân tích; số liệu ở bảng bên dưới.',
  cellColumns: {
    place: 'Vị trí',
    events: 'Sự việc',
    checks: 'Lượt kiểm tra',
    z: 'z',
    p: 'p',
    adjusted: 'p hiệu chỉnh',
    density: 'Sự việc trên km² (mười ô dày nhất)',
    pattern: 'Kiểu',
    trend: 'Xu hướng (z)',
  },
  repeatColumns: {
    metres: 'Khoảng cách',
    days: 'Số ngày',
    observed: 'Cặp quan sát',
    expected: 'Cặp dự kiến',
    ratio: 'Tỷ số',
    adjusted: 'p hiệu chỉnh',
  },
  samePlace: 'cùng nơi',
  upTo: (p: { value: string }) => `đến ${p.value}`,
  scanColumns: {
    cluster: 'Cụm',
    from: 'Từ ngày',
    radius: 'Bán kính',
    places: 'Số nơi',
    cases: 'Sự việc',
    expected: 'Dự kiến',
    p: 'p',
    every: 'Ngẫu nhiên gây ra',
  },
  everyDays: (p: { days: string }) => `${p.days} một lần`,
  show: 'Xem trên bản đồ',
};
