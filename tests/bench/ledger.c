/*
 * A made-up inspection ledger for measuring, at the speed of the disk.
 *
 *   ledger MEGABYTES OUT.csv [OUT.tsv] [--quote-all]
 *
 * Nine columns, 500 units, about 130 bytes a row; notes of which some hold commas,
 * line ends or quotes, so that 2 % of all fields are quoted, as ledgers of
 * inspections are (--quote-all: all are).  The TSV has the same rows without line ends in
 * fields.  The same rows for the same size, whatever the quoting.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 4096 /* more than a row has */, UNITS = 500, FIELDS = 9 };

static const char *const kinds[] = {"街道办", "镇政府", "乡政府", "社区", "村委会", "执法中队", "市场所",
    "学校", "卫生院", "物业公司"};
static const char *const places[] = {"河东", "河西", "岭南", "岭北", "大桥", "新桥", "古塔", "前门", "后湾",
    "中心", "青林", "白沙", "红石", "黑水", "金坪", "银坑", "上坝", "下坝", "东坡", "西坡", "南塘", "北塘",
    "龙口", "凤山", "虎溪", "马渡", "羊角", "牛栏", "鹿门", "鹤湖", "梅庄", "兰圃", "竹园", "菊坞", "松岗",
    "柏树", "桃源", "李圩", "杏林", "梨园", "石湾", "沙溪", "泉水", "井塘", "关口", "寨上", "营盘", "铺前",
    "集南", "墟北"};
static const char *const items[] = {"主次道路清扫保洁", "生活垃圾及时清运", "占道经营摊点", "车辆有序停放",
    "河面漂浮物打捞", "小广告清除", "工地扬尘防治", "公厕卫生管理", "绿化带养护", "楼道杂物清理", "飞线充电整治",
    "消防通道畅通"};
static const char *const where[] = {"学校门口", "菜市场南侧", "汽车站广场", "河堤步道", "小区三号楼",
    "医院对面", "主街与二路交叉口", "公园东门"};
static const char *const what[] = {"有散落垃圾未及时清扫", "三轮车占用人行道", "墙面张贴多处",
    "排水沟堵塞有异味", "护栏倾斜", "堆放建筑材料"};
static const char *const states[] = {"已整改", "整改中", "未整改", "待复查"};
static const char *const points[] = {"0.1", "0.2", "0.5", "1", "1.0", "1.5", "2", "-0.5", "0.25", "3"};
static const char *const names[FIELDS] = {"date", "unit", "item", "kind", "points", "note", "status", "due",
    "done"};

#define OF(a, r) ((a)[(r) % (sizeof(a) / sizeof((a)[0]))])

/* S. Vigna's splitmix64: as random as rows need to be. */
static uint64_t
next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

struct file {
	FILE *f;
	char delim;
	bool quote_all, lines; /* every field in quotes; line ends may stand in fields */
	char row[ROOM];
};

/* One field; `end`: what stands behind it. */
static char *
put(const struct file *o, char *at, const char *s, char end)
{
	bool quote = o->lines && (o->quote_all || strpbrk(s, ",\"\n"));
	size_t n = strlen(s);

	if (quote)
		*at++ = '"';
	if (!quote || !strchr(s, '"')) {
		memcpy(at, s, n);
		at += n;
	} else {
		for (; *s; s++) {
			if (*s == '"')
				*at++ = '"';
			*at++ = *s;
		}
	}
	if (quote)
		*at++ = '"';
	*at++ = end;
	return at;
}

static size_t
write_row(struct file *o, const char *const field[FIELDS])
{
	char *at = o->row, *lf;
	int i;

	for (i = 0; i < FIELDS; i++)
		at = put(o, at, field[i], i + 1 < FIELDS ? o->delim : '\n');
	while (!o->lines && (lf = memchr(o->row, '\n', (size_t)(at - 1 - o->row))) != NULL)
		*lf = ' ';
	if (fwrite(o->row, 1, (size_t)(at - o->row), o->f) != (size_t)(at - o->row)) {
		perror("ledger");
		exit(2);
	}
	return (size_t)(at - o->row);
}

/* Of a hundred notes thirty are empty, eighteen need quotes. */
static void
make_note(uint64_t r, char *note)
{
	unsigned part = (unsigned)(r % 100);
	const char *a = OF(where, r >> 8), *b = OF(what, r >> 16);

	if (part < 30)
		note[0] = '\0';
	else if (part < 34)
		(void)sprintf(note, "%s\n%s", a, b);
	else if (part < 46)
		(void)sprintf(note, "%s,%s", a, b);
	else if (part < 48)
		(void)sprintf(note, "%s\"%s\"", a, b);
	else
		(void)sprintf(note, "%s%s%s", a, b, part >= 75 ? "，责令限期整改并复查" : "");
}

int
main(int argc, char **argv)
{
	static char unit[UNITS][64], day[12 * 28][16], note[1 << 10][256];
	static struct file out[2];
	uint64_t seed = 20260701, size, done = 0;
	int i, n = 0;

	for (i = 3; i < argc; i++)
		if (strcmp(argv[i], "--quote-all") == 0)
			out[0].quote_all = true;
		else
			out[1].f = fopen(argv[i], "w");
	if (argc < 3 || !(out[0].f = fopen(argv[2], "w"))) {
		fputs("ledger MEGABYTES OUT.csv [OUT.tsv] [--quote-all]\n", stderr);
		return 2;
	}
	out[0].delim = ',';
	out[0].lines = true;
	out[1].delim = '\t';
	size = (uint64_t)(strtod(argv[1], NULL) * 1e6);
	for (i = 0; i < UNITS; i++)
		(void)sprintf(unit[i], "%s%s", OF(places, (unsigned)i), OF(kinds, (unsigned)i / 50));
	for (i = 0; i < 12 * 28; i++)
		(void)sprintf(day[i], "2025-%02d-%02d", i / 28 + 1, i % 28 + 1);
	for (i = 0; i < 1 << 10; i++)
		make_note(next_random(&seed), note[i]);
	for (i = 0; i < 2; i++)
		if (out[i].f)
			(void)write_row(&out[i], names);
	while (done < size) {
		uint64_t a = next_random(&seed), b = next_random(&seed);
		const char *d = day[a % (12 * 28)], *status = OF(states, a >> 16);
		const char *field[FIELDS] = {d, unit[(a >> 24) % UNITS], OF(items, a >> 40),
		    (b & 1023) < 922 ? "deduct" : "bonus", OF(points, b >> 16), note[(b >> 32) % (1 << 10)], status,
		    d, status == states[2] ? "" : d};

		done += write_row(&out[0], field);
		if (out[1].f)
			(void)write_row(&out[1], field);
	}
	for (i = 0; i < 2; i++)
		if (out[i].f && fclose(out[i].f) != 0)
			n = 2;
	return n;
}
