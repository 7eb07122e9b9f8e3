/** Words in front of a form of address that make a place of what follows: "chợ Bà Hoa", "tiếng Anh". */
export const PLACE_WORDS: ReadonlySet<string> = new Set(
  `phố đường ngõ ngách hẻm ngã tuyến đoạn dốc đê cầu cống hầm bến bãi ga
   chợ chùa đình đền miếu phủ am lăng mộ tượng nghè quán_thánh nhà_thờ giáo_xứ miễu
   phường xã thôn làng xóm ấp bản khu huyện quận tỉnh thành_phố thị_trấn thị_xã
   hồ ao đầm sông suối núi đồi đảo hang rạch kênh đập
   trường thpt thcs công_viên vườn_hoa tượng_đài bệnh_viện biệt_thự chung_cư kđt khu_đô_thị tòa toà
   nước tiếng trẻ quảng_trường rạp nhà_hát cung bảo_tàng`
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' ')),
);

/** Words with which a sentence or a line may begin right before a person, capital or not. */
export const WORDS_BEFORE_PERSONS: ReadonlySet<string> = new Set(
  `gặp nhà của với do tìm hỏi theo có là chủ quán hàng tiệm và cùng cho từ vợ chồng con tên
   gọi báo thấy biết bởi bị được tại trước sau gần cạnh diện hệ người các những`.split(/\s+/),
);

/** Streets, sacred figures, flowers and countries that begin like an address to a person. */
export const NOT_PERSONS: readonly string[] = `
  bà triệu; bà trưng; bà huyện thanh quan; bà chúa; bà kiệu; bà đá; bà ngô; bà tấm; bà già; bà nà;
  bà rịa; bà đen; bà điểm; bà chiểu; bà hom; bà hạt; bà đanh; bà móc; bà nành; bà banh; bà xã;
  bà lụa; bà thiên hậu; bà mụ; ông ích khiêm; ông ích đường; ông đống; ông táo; ông công; ông địa;
  ông hoàng bảy; ông hoàng mười; ông trọng; ông lãnh; ông đốc; ông già noel; anh đào; anh thành;
  anh quốc; anh ngữ; anh trỗi; anh sơn; cô tô; cô tiên; cô bơ; cô chín; cô giang; cô bắc;
  chú hỏa; bác cổ; bác hồ; bác ái`
  .split(';')
  .map((place) => place.trim());

/** "anh Công an", "bà Chủ tịch": an office, not a name. */
export const ROLES_OF_PERSONS: readonly string[] = `
  công an; công ty; cảnh sát; chủ tịch; phó chủ; phó giám; phó phòng; giám đốc; bí thư; trưởng thôn;
  trưởng phòng; trưởng ban; trưởng công an; tổ trưởng; cán bộ; đại biểu; bộ đội; bảo vệ; ubnd; hđnd`
  .split(';')
  .map((role) => role.trim());
