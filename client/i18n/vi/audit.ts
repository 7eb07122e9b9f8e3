export const audit = {
  title: 'Nhật ký truy cập',
};
