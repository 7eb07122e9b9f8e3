const listed = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));
const phrases = (text: string): string[] => text.split(';').map((phrase) => phrase.trim());
/** Writes a Vietnamese word in small letters without its diacritics. */
export const bareOf = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

/** Words by which people are addressed: with diacritics, without them, shortened, and foreign. In capitals too. */
export const FORMS_OF_ADDRESS = {
  ACCENTED: new Set(
    listed(`
    ông bà anh chị em cô chú bác thằng mụ lão gã ả cậu dì dượng mợ thím cụ`),
  ),
  BARE: new Set(listed('ong ba anh chi em co chu bac thang mu cau')),
  SHORT: new Set(listed('a c ô b e')),
  FOREIGN: new Set(listed('mr mrs ms miss')),
};

const PLACES = listed(`
  phố đường ngõ ngách hẻm ngã tuyến đoạn dốc đê cầu cống hầm bến bãi ga
  chợ chùa đình đền miếu phủ am lăng mộ tượng nghè quán_thánh nhà_thờ giáo_xứ miễu
  phường xã thôn làng xóm ấp bản khu huyện quận tỉnh thành_phố thị_trấn thị_xã
  hồ ao đầm sông suối núi đồi đảo hang rạch kênh đập
  trường thpt thcs công_viên vườn_hoa tượng_đài bệnh_viện biệt_thự chung_cư kđt khu_đô_thị tòa toà
  nước tiếng trẻ quảng_trường rạp nhà_hát cung bảo_tàng`);
/** Words before a form of address that make the name of a place of it: "chợ Bà Hoa", "tiếng Anh". */
export const PLACE_WORDS = {
  accented: new Set(PLACES),
  // "quan" is a shop as well as a district.
  bare: new Set(PLACES.map(bareOf).filter((word) => word !== 'quan')),
};

/** Words for a trade that come just before the name on a shop's sign: "nhà nghỉ", "cắt tóc", "phở". */
export const TRADE_WORDS: ReadonlySet<string> = new Set(
  listed(`
  quán nghỉ sạn karaoke bar pub club spa massage tiệm hàng salon tóc đầu nail gym bida bia nhậu phê cafe
  café coffee trà chè phở bún cơm lẩu nướng bánh vàng thuốc hiệu shop hotel motel homestay hostel trọ game
  net internet gara store mart studio hơi quất sauna restaurant billiards resort villa may vịt gà ốc cháo
  xôi chả nem sản ktv lounge beauty`),
);

/** Words with which a sentence or a line may begin right before a person, capital or not. */
export const WORDS_BEFORE_PERSONS: ReadonlySet<string> = new Set(
  listed(`
  gặp nhà của với do tìm hỏi theo có là chủ quán hàng tiệm và cùng cho từ vợ chồng con tên
  gọi báo thấy biết bởi bị được tại trước sau gần cạnh diện hệ người các những`),
);

const PLACES_LIKE_PERSONS = phrases(`
  bà triệu; bà trưng; bà huyện thanh quan; bà chúa; bà kiệu; bà đá; bà ngô; bà tấm; bà già; bà nà;
  bà rịa; bà đen; bà điểm; bà chiểu; bà hom; bà hạt; bà đanh; bà móc; bà nành; bà banh; bà xã;
  bà lụa; bà thiên hậu; bà mụ; ông ích khiêm; ông ích đường; ông đống; ông táo; ông công; ông địa;
  ông hoàng bảy; ông hoàng mười; ông trọng; ông lãnh; ông đốc; ông già noel; anh đào; anh thành;
  anh quốc; anh ngữ; anh trỗi; anh sơn; cô tô; cô tiên; cô bơ; cô chín; cô giang; cô bắc;
  chú hỏa; bác cổ; bác hồ; bác ái; lão tử; lão hạc; lão thành; cụ rùa`);
/** Streets, sacred figures, flowers and countries that begin with a form of address. */
export const NOT_PERSONS = {
  accented: PLACES_LIKE_PERSONS,
  bare: [
    ...PLACES_LIKE_PERSONS.map(bareOf),
    ...phrases(`ba dinh; ba vi; bac ninh; bac giang; bac kan; bac can; bac lieu; bac tu liem; bac son;
      co loa; co nhue; chu van an; chi lang; chi linh; anh minh; thang long`),
  ],
};

/** "anh Công an", "bà Chủ tịch": an office, not a name. */
export const ROLES_OF_PERSONS: readonly string[] = phrases(`
  công an; công ty; cảnh sát; chủ tịch; phó chủ; phó giám; phó phòng; giám đốc; bí thư; trưởng thôn;
  trưởng phòng; trưởng ban; trưởng công an; tổ trưởng; cán bộ; đại biểu; bộ đội; bảo vệ; ubnd; hđnd`);

/** Roles between a form of address and a name: "cô giáo Thảo". */
export const ROLES_BEHIND_FORMS: readonly string[] = phrases(`
  chủ quán; chủ nhà; chủ tiệm; chủ; giáo; bảo vệ; lễ tân; nhân viên; quản lý; giám đốc; tổ trưởng;
  trưởng thôn; xe ôm; trông xe; giữ xe; hàng xóm; công an; lái xe; bán nước; bán hàng; thu ngân; thợ`);

/**
 * Words that begin with a form of address or a given name and mean something else: "anh hùng" (hero), "hải quan"
 * (customs).
 */
export const COMPOUNDS: readonly string[] = phrases(`
  anh hùng; anh dũng; anh linh; anh minh; anh tài; hoa hậu; hoa văn; hoa khôi; hoa tiêu; hải quan; hải sản; hải phòng;
  hải dương; trang trí; trang điểm; trang phục; lan can; lan tỏa; việt kiều; việt nam; hà nội; hà tĩnh;
  hà nam; hà đông; long biên; long trọng; quân nhân; quân đội; quân sự; quang cảnh; trung tâm; trung bình;
  trung niên; trung tá; trung úy; trung sĩ; trung ương; thành viên; thành phố; thành lập; thành công;
  thành niên; toàn bộ; toàn quyền; khoa học; phúc hậu; phong cách; sơn nhà; sơn la; sơn tây; liên hệ;
  liên quan; thu tiền; thu phí; thu ngân; thu gom; thu mua; thảo luận; yến tiệc; xuân này; vân vân;
  hồng hào; hiếu kỳ; cường tráng; giang hồ; đức độ; hạnh phúc; kiên quyết; kiên trì; thắng cuộc;
  thắng kiện; đạt giải; hương khói; nam giới; dũng cảm; linh tinh; linh động; linh mục; hưng phấn;
  châu á; châu âu; nga hoàng; vinh dự; long lanh; tuyết rơi; hà khắc`);

type Context = 'name' | 'person' | 'owner';
const IN_CONTEXT: Readonly<Record<Context, string>> = {
  // A name follows for certain.
  name: `họ tên; họ và tên; đối tượng; bị can; bị cáo; nghi phạm; nghi can; thủ phạm; tội phạm; can phạm;
    nạn nhân; nhân chứng; facebook; fb; zalo; nick; telegram; viber`,
  // A person follows, perhaps with the given name alone.
  person: `chủ quán; chủ cơ sở; chủ nhà; chủ hộ; quản lý; người quản lý; nhân viên; tiếp viên; nữ tiếp viên;
    lễ tân; bảo vệ; vợ; chồng; con trai; con gái; em trai; em gái; anh trai; chị gái; giám đốc; đại diện;
    người đại diện; môi giới; má mì; tú bà; đàn em; tổ trưởng; trưởng thôn; người báo tin; người tố giác;
    người trình báo; con`,
  // The name of the business may follow instead: only a full name counts.
  owner: `chủ nhà nghỉ; chủ nhà trọ; chủ khách sạn; chủ nhà hàng; chủ tiệm; chủ cửa hàng; chủ karaoke;
    chủ sở hữu; người điều hành`,
};
/** Words that a person follows; phrases of several words also without their diacritics. */
export const CONTEXTS_OF_PERSONS: ReadonlyMap<string, Context> = new Map(
  (Object.keys(IN_CONTEXT) as Context[]).flatMap((kind) =>
    phrases(IN_CONTEXT[kind]).flatMap((phrase): [string, Context][] =>
      phrase.includes(' ')
        ? [
            [phrase, kind],
            [bareOf(phrase), kind],
          ]
        : [[phrase, kind]],
    ),
  ),
);
/** Acts done to or by persons: after them only a full name with a middle name counts. */
export const ACTS_ON_PERSONS: ReadonlySet<string> = new Set(
  phrases('do; bắt; bắt giữ; tạm giữ; khởi tố; triệu tập; xử phạt; mời; gặp; hỏi; phạt'),
);

/** Words for things and acts before "tên" that announce no person: "quán tên Hoa". */
export const NAMED_THINGS: ReadonlySet<string> = new Set(
  listed(`
  quán quan tiệm phố pho đường duong ngõ sở hàng sạn nghỉ karaoke bar spa shop biển ty trường chợ chùa làng
  xã phường hiệu đổi mang đặt có lấy hẻm khu điểm bãi bia phê massage`),
);
