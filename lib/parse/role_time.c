#include "parse/role.h"

#include "text/num.h"
#include "text/utf8.h"

/* Brackets of a heading that hold nothing but a time; see role.h. */

bool
pk_is_time_char(uint32_t cp)
{
	static const char allowed[] = "年月日号上中下旬底初末前后至到第季度起止份半期间长坚持即当天周全以内次翌本零开始结束学晚午截放假寒暑·、各每点时分个左右约";
	size_t i, len;
	uint32_t c;

	if ((cp < 0x80 && cp > ' ' && strchr("0123456789-./:xX_*,~", (int)cp)) || cp == 0xd7 || cp == ' ' || cp == '\n')
		return true; /* the bracket may be cut at a line's end */
	if (cp < 0x80)
		return false;
	if (pk_digit(cp) >= 0 || cp == 0x5341)
		return true;
	for (i = 0; i < sizeof(allowed) - 1; i += len) {
		len = pk_utf8_next(allowed + i, sizeof(allowed) - 1 - i, &c);
		if (c == cp)
			return true;
	}
	return false;
}

bool
pk_has_time_bracket(struct pk_str text)
{
	bool open = false, good = false, dated = false;
	size_t i, len;
	uint32_t cp;

	for (i = 0; i < text.n; i += len) {
		len = pk_utf8_next(text.p + i, text.n - i, &cp);
		if (!open && cp >= 0x3020 && cp < 0xfe50)
			continue; /* most of a text is no bracket */
		cp = pk_fold(cp);
		if (cp == '(') {
			open = good = true;
			dated = false;
		} else if (cp == ')') {
			if (open && good && dated)
				return true;
			open = false;
		} else if (open) {
			good = good && pk_is_time_char(cp);
			dated = dated || cp == 0x5e74 || cp == 0x6708 || cp == 0x65e5 || cp == 0x5b63 || cp == '.' ||
			        cp == 0x5468; /* 年 月 日 季 . 周 */
		}
	}
	return false;
}
