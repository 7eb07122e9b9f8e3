/** Words of Vietnamese personal names in their usual spelling, to tell names from other words with capitals. */
const listed = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Family names that are seldom the beginning of anything else. */
export const SURNAMES = listed(`
  nguyễn trần lê phạm huỳnh phan vũ võ đặng bùi đỗ ngô dương đinh trịnh lương trương phùng đào lưu tạ
  nghiêm khuất doãn tống vương triệu quách đàm cù kiều hứa mạc thiều lò vàng giàng sùng lù quàng cầm
  nông hoàng hoàng hồ lý mai tô cao lâm hà châu thái chu đoàn bạch tăng vi ma bế lục trà khổng ninh
  viên ông uông phó cung từ âu la lại ngụy thạch sơn danh kim ngọ đồng giáp nhâm bàn triệu lữ văn`);

/** Family names of that list that also begin places, shops or other words. */
export const DOUBTFUL_SURNAMES = listed(`
  hoàng hồ lý mai tô cao lâm hà châu thái chu đoàn bạch tăng vi ma bế lục trà khổng ninh viên ông uông
  phó cung từ âu la lại ngụy thạch sơn danh kim ngọ đồng giáp nhâm bàn lữ văn vàng cầm lò lù đào kiều
  vương triệu lương dương`);

/** Middle names that show the words around them to be a name. */
export const MIDDLES = listed(`
  văn thị hữu đức minh thanh quang ngọc thu xuân quốc công đình bá thế tuấn anh hoàng gia duy mạnh trọng
  kim mỹ bích hồng thùy thúy diệu khánh như phương tuyết hải việt tiến chí trung nhật ánh cẩm kiều`);

/** Common given names, each a name by itself after a form of address. */
export const GIVEN = listed(`
  an anh ánh ba bách bảo bích biên bình bông bường cảnh châu chi chiến chinh chung công cúc cường danh
  diễm diệp diệu doanh du dung dũng duy duyên dư dương đài đại đan đào đạo đạt điệp điểm đính định đoan
  độ đồng đông đức gấm gái giang giáp hà hạ hải hân hằng hạnh hào hảo hậu hiên hiền hiển hiệp hiếu hinh
  hoa hòa hoài hoan hoàn hoàng hội hồng huân huấn huệ hùng huy huyền huỳnh hưng hương hướng hường hữu kha
  khải khang khánh khiêm khiết khoa khôi khuê khương kiên kiệt kiều kim lam lan lâm lân lập lê lệ
  liêm liên liễu linh loan lộc lợi long lụa luân luận lực lương lượng lưu ly lý mạnh mận mẫn mây mẩy mến
  miên minh mơ muội mười my mỹ na nam nga ngà ngân nghĩa nghi ngoan ngọc nguyên nguyệt nhã nhài nhân nhàn
  nhất nhật nhi nhu nhung như nhường ninh nụ nương oanh phát phi phong phú phúc phụng phước phương phượng
  quân quang quế quốc quý quyên quyền quyết quỳnh sinh soan sơn sử sương tài tâm tân tám tấn
  thạch thái thắm thân thản thành thanh thảo thắng thăng thêm thêu thế thi thịnh thoa thoan thỏa thọ thơ
  thơm thu thuận thục thùy thủy thúy thư thuỷ thương thường thưởng tiên tiến tiệp tín tính tình tĩnh toan
  toàn toản tố trà trang tráng trâm trân trí triết trinh trọng trúc trung trường tú tư tuân tuấn tuệ
  tùng tuyên tuyền tuyển tuyến tuyết tưởng uyên văn vân vi viên viễn việt vinh vĩnh vui vũ vương vượng vy
  xoan xuân xuyến ý yên yến`);

/** Given names that people also write in small letters and that mean nothing else after a form of address. */
export const GIVEN_IN_SMALL_LETTERS = listed(`
  tuấn lan hoa hương huệ hạnh thảo trang ngọc phượng oanh yến nga thủy thúy tuyết nhung quỳnh loan vân sơn
  hải long quân đức quang trung thành toàn tùng thịnh khánh khoa phúc phong vinh việt dung duyên giang hằng
  huyền ly nhàn thơm trinh trâm vy xuân cường linh hùng dũng thắng kiên hưng hiếu đạt nam tú nhài xuyến
  hà hồng thu liên châu diệp`);

/** Names by order of birth, also in small letters. */
export const BIRTH_ORDERS = listed('hai ba tư năm sáu bảy tám chín mười út');
