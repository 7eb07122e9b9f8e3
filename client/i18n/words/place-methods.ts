import { both, type Both } from '#client/i18n/both.ts';
import type { PlaceMethod } from '#server/contract/place-analysis.ts';

const method: Record<PlaceMethod, Both> = {
  hot_spots: both('Điểm nóng', 'Hot spots'),
  emerging: both('Điểm nóng mới nổi', 'Emerging hot spots'),
  near_repeat: both('Lặp lại gần', 'Near repeats'),
  scan: both('Cụm không gian – thời gian', 'Space-time clusters'),
  density: both('Mật độ', 'Density'),
};

/** Names of the methods, what they look for, and how they do it. */
export const placeMethods = {
  method,
  methodMore: {
    hot_spots: both(
      'Ô vuông có nhiều hoặc ít sự việc hơn hẳn các ô khác, kể cả ô kề.',
      'Squares that, with the squares around them, hold many more or many fewer events than others.',
    ),
    emerging: both(
      'Ô vuông nóng lên hoặc nguội đi theo thời gian.',
      'Squares that grow hotter or colder over time.',
    ),
    near_repeat: both(
      'Sự việc có nối tiếp nhau gần và sớm hơn ngẫu nhiên không.',
      'Do events follow each other nearby and soon more often than by chance?',
    ),
    scan: both(
      'Cụm có nhiều sự việc hơn dự kiến trong những ngày gần đây.',
      'Circles with more events than expected in the latest days.',
    ),
    density: both(
      'Số sự việc trên một km². Chỉ để xem, không phải kết luận.',
      'Events a square kilometre. To look at, not a finding.',
    ),
  } satisfies Record<PlaceMethod, Both>,
  /** Method words, for the footnote alone. */
  methodBasis: {
    hot_spots: both(
      'Gi* (Getis–Ord) của mỗi ô cùng các ô kề; p bằng hoán vị có điều kiện, đếm đủ mọi cách; p hiệu chỉnh theo Benjamini–Hochberg vì đã xét mọi ô. Ô không có điểm nào trong danh mục không thuộc phạm vi xét.',
      'Gi* (Getis–Ord) of each square with those around it; p by conditional permutation, every one counted; adjusted after Benjamini and Hochberg for looking at all squares. Squares without any listed place are left out.',
    ),
    emerging: both(
      'Gi* theo từng bước bốn tuần trọn vẹn, xu hướng Mann–Kendall, tám kiểu điểm nóng mới nổi.',
      'Gi* by whole steps of four weeks, the Mann–Kendall trend, eight patterns of emerging hot spots.',
    ),
    near_repeat: both(
      'Kiểm định Knox; mỗi dải gồm cả cận trên; p bằng hoán vị ngày, hiệu chỉnh Benjamini–Hochberg.',
      "Knox's test; every band holds its upper edge; p by permuting the days, adjusted after Benjamini and Hochberg.",
    ),
    scan: both(
      'Quét hoán vị không gian – thời gian (Kulldorff) đến ngày cuối kỳ; cụm tối thiểu 3 sự việc, tối đa 10% sự việc.',
      'Space-time permutation scan (Kulldorff) up to the last day; clusters of at least 3 events and at most 10% of all.',
    ),
    density: both(
      'Mật độ nhân bậc bốn với bán kính đã chọn.',
      'Kernel density with a quartic kernel of the chosen radius.',
    ),
  } satisfies Record<PlaceMethod, Both>,
};
