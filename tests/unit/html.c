/* report: the writer of markup and the charts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/svg.h"

static struct pk_out out;

static struct pk_html
begin(void)
{
	struct pk_html h;

	pk_out_memory(&out);
	pk_html_init(&h, &out);
	return h;
}

static const char *
end(void)
{
	static struct pk_buf got;

	pk_buf_clear(&got);
	pk_buf_add(&got, out.b.p, out.b.n);
	pk_out_abort(&out);
	return pk_buf_z(&got);
}

static bool
has(const char *z, const char *part)
{
	return strstr(z, part) != NULL;
}

static void
test_escape(void **state)
{
	struct pk_html h = begin();

	(void)state;
	pk_html_block(&h, "p", "a\"b");
	pk_html_attr(&h, "title", PK_S("<&'\xe2\x80\xae>\x01"));
	pk_html_textz(&h, "<script>alert('1' & \"2\")</script>\n");
	pk_html_close(&h);
	assert_string_equal(end(),
	    "<p class=\"a&quot;b\" title=\"&lt;&amp;&#39;\\u{202E}&gt;\xef\xbf\xbd\">"
	    "&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;\n</p>");
}

/* Kept, so that the text is the text; shut in, so that it cannot turn what follows. */
static void
test_sly(void **state)
{
	struct pk_html h = begin();

	(void)state;
	pk_html_open(&h, "p");
	pk_html_text(&h, PK_S("甲\xe2\x80\xae乙\xff丙\x1b"));
	pk_html_close(&h);
	assert_string_equal(end(), "<p>甲<bdi class=\"ctl\" data-u=\"U+202E\">\xe2\x80\xae</bdi>"
				   "乙\xef\xbf\xbd丙\xef\xbf\xbd</p>");
	h = begin();
	pk_html_leaf(&h, "title", NULL, PK_S("\xe2\x80\xae"));
	assert_string_equal(end(), "<title>\\u{202E}</title>");
}

static void
test_page(void **state)
{
	static const char *const css[] = {"p{color:red}\n", NULL};
	struct pk_html h = begin();
	const char *z;

	(void)state;
	pk_html_page(&h, "zh-Hans", PK_S("</title><script>"), css);
	pk_html_open(&h, "br");
	pk_html_close(&h);
	pk_html_page_end(&h);
	z = end();
	assert_true(has(z, "<!DOCTYPE html>\n<html lang=\"zh-Hans\">"));
	assert_true(has(z, "<title>&lt;/title&gt;&lt;script&gt;</title>"));
	assert_true(has(z, "default-src &#39;none&#39;"));
	assert_true(has(z, "p{color:red}\n</style></head>"));
	assert_true(has(z, "<br></body></html>\n"));
	assert_false(has(z, "http:"));
	assert_false(has(z, "https:"));
}

static void
test_fit(void **state)
{
	struct pk_buf b = PK_BUF_INIT;

	(void)state;
	assert_true(pk_str_is(pk_svg_fit(&b, PK_S("市教体局"), 8), "市教体局"));
	assert_true(pk_str_is(pk_svg_fit(&b, PK_S("市教体局"), 7), "市教…"));
	assert_true(pk_str_is(pk_svg_fit(&b, PK_S("abc"), 0), "…"));
	assert_true(pk_str_is(pk_svg_fit(&b, PK_S(""), 4), ""));
	assert_true(pk_str_is(pk_svg_fit_name(&b, PK_S("市场监督管理局城西分局第15大队"), 30), "市场监督管理局城西分局第15大队"));
	assert_true(pk_str_is(pk_svg_fit_name(&b, PK_S("市场监督管理局城西分局第15大队"), 20), "市场监督管理…15大队"));
	assert_true(pk_str_is(pk_svg_fit_name(&b, PK_S("abcdef"), 3), "…f"));
	pk_buf_free(&b);
}

static void
test_bars(void **state)
{
	static const struct pk_svg_bar bar[] = {{{"甲<村", 7}, {"99.5", 4}, 995, NULL},
	    {{"乙村", 6}, {"-20", 3}, -200, "bad"}, {{"丙村", 6}, {"0", 1}, 0, NULL}};
	struct pk_html h = begin();
	const char *z;

	(void)state;
	h.xml = true;
	pk_svg_bars(&h, 600, PK_S("排名"), PK_S(""), bar, 3);
	z = end();
	assert_true(has(z, "<?xml version=\"1.0\""));
	assert_true(has(z, "<title>排名</title>"));
	assert_true(has(z, "甲&lt;村"));
	assert_true(has(z, "class=\"bad\""));
	assert_true(has(z, "</svg>\n"));
	h = begin();
	pk_svg_bars(&h, 600, PK_S("none"), PK_S(""), bar, 0);
	assert_true(has(end(), "</svg>"));
	h = begin();
	pk_svg_bars(&h, 600, PK_S("huge"), PK_S(""),
	    (const struct pk_svg_bar[]){{{"a", 1}, {"b", 1}, INT64_MAX, NULL},
	        {{"c", 1}, {"d", 1}, INT64_MIN, NULL}}, 2);
	assert_true(has(end(), "</svg>"));
}

static void
test_axis(void **state)
{
	struct pk_svg_axis a = {.x0 = 1000, .x1 = 10000, .zh = true};
	struct pk_html h = begin();
	struct pk_svg s;
	const char *z;
	int64_t first = pk_date_days((struct pk_date){2026, 4, 20});

	(void)state;
	pk_svg_axis_set(&a, first, pk_date_days((struct pk_date){2027, 2, 3}));
	assert_int_equal(a.from, pk_date_days((struct pk_date){2026, 4, 1}));
	assert_int_equal(a.to, pk_date_days((struct pk_date){2027, 2, 28}));
	assert_int_equal(pk_svg_axis_x(&a, a.from), 1000);
	assert_int_equal(pk_svg_axis_x(&a, a.to + 1), 10000);
	assert_int_equal(pk_svg_axis_x(&a, a.from - 99), 1000);
	pk_svg_begin(&s, &h, &(struct pk_svg_opts){.height = 90, .title = PK_S("t"), .percent = true});
	pk_svg_axis_draw(&s, &a, 2000, 9000);
	pk_svg_rect(&s, 1250, 105, 3, 40, NULL, PK_S("tip"));
	pk_svg_end(&s);
	z = end();
	assert_true(has(z, ">2026年</text>"));
	assert_true(has(z, ">4月</text>"));
	assert_true(has(z, ">5月</text>"));
	assert_true(has(z, ">2027年</text>"));
	assert_true(has(z, "x=\"12.5%\" y=\"1.05\" width=\"0.03%\" height=\"0.4\"><title>tip</title>"));
	/* a year that is not known is not named */
	h = begin();
	a.masked = true;
	pk_svg_begin(&s, &h, &(struct pk_svg_opts){.height = 90, .title = PK_S("t")});
	pk_svg_axis_draw(&s, &a, 2000, 9000);
	pk_svg_end(&s);
	z = end();
	assert_false(has(z, "年"));
	assert_true(has(z, ">1月</text>"));
	a.masked = false;
	/* three years: quarters; thirty: years */
	h = begin();
	pk_svg_axis_set(&a, first, first + 1000);
	pk_svg_begin(&s, &h, &(struct pk_svg_opts){.height = 90, .title = PK_S("t")});
	pk_svg_axis_draw(&s, &a, 0, 9000);
	pk_svg_end(&s);
	z = end();
	assert_false(has(z, ">5月<"));
	assert_true(has(z, ">7月<"));
	h = begin();
	pk_svg_axis_set(&a, first, first + 10000);
	pk_svg_begin(&s, &h, &(struct pk_svg_opts){.height = 90, .title = PK_S("t")});
	pk_svg_axis_draw(&s, &a, 0, 9000);
	pk_svg_end(&s);
	assert_true(has(end(), ">2027年<"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_escape), cmocka_unit_test(test_sly),
	    cmocka_unit_test(test_page), cmocka_unit_test(test_fit), cmocka_unit_test(test_bars),
	    cmocka_unit_test(test_axis)};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
