/*
 * Kinds of evidence, as assessment offices ask for them; each is a folder of the
 * bundle.  Words of ledgers and plans are mapped to kinds by a table of words.
 */
#ifndef PK_BUNDLE_MATERIAL_H
#define PK_BUNDLE_MATERIAL_H

#include "base/diag.h"

enum pk_material {
	PK_MT_RULE,     /* 规范文件 */
	PK_MT_PLAN,     /* 实施方案 */
	PK_MT_MINUTES,  /* 会议纪要 */
	PK_MT_ACTIVITY, /* 活动过程 */
	PK_MT_SUMMARY,  /* 工作总结 */
	PK_MT_MEDIA,    /* 媒体报道 */
	PK_MT_PICTURE,  /* 实景图片 */
	PK_MT_DATA,     /* 统计表 */
	PK_MT_MAX
};
extern const char *const pk_material_name[PK_MT_MAX][PK_LANG_MAX];
extern const char *const pk_material_dir[PK_MT_MAX]; /* "01_规范文件" */
#define PK_MT_ALL ((1u << PK_MT_MAX) - 1)

/*
 * The kinds that words stand for, as bits: what a demand of those words is satisfied
 * by.  0: the words name no kind.
 */
unsigned pk_material_mask(struct pk_str words);
/* The same with what plan XML says of an evidence element (document, picture, data, item). */
unsigned pk_material_demand(struct pk_str words, struct pk_str kind);
/* The one kind of a thing, from its kind in the ledger, else its title, else its file's name. */
enum pk_material pk_material_of(struct pk_str kind, struct pk_str title, struct pk_str path);

/* What a file is, by its first bytes. */
enum pk_filetype {
	PK_FT_UNKNOWN,
	PK_FT_EMPTY,
	PK_FT_TEXT,
	PK_FT_PDF,
	PK_FT_JPEG,
	PK_FT_PNG,
	PK_FT_GIF,
	PK_FT_WEBP,
	PK_FT_TIFF,
	PK_FT_BMP,
	PK_FT_HEIC,
	PK_FT_ZIP,   /* and the office formats in it: see the name */
	PK_FT_OLE,   /* doc, xls, ppt, wps, et; and encrypted docx, xlsx */
	PK_FT_RTF,
	PK_FT_MP4,
	PK_FT_AVI,
	PK_FT_WMV,
	PK_FT_MP3,
	PK_FT_WAV,
	PK_FT_HTML,
	PK_FT_XML,
	PK_FT_RAR,
	PK_FT_7Z,
	PK_FT_GZIP,
	PK_FT_EXE,
	PK_FT_MAX
};
/* `head`: the first bytes, `size` of the whole. */
enum pk_filetype pk_filetype_of(struct pk_str head, uint64_t size);
/* The extension of a path in lower case, without the dot, in *out; empty for none. */
struct pk_str pk_extension(struct pk_str path, struct pk_buf *out);
/* What a file with this extension may be; false: the extension is on no list. */
bool pk_extension_types(struct pk_str ext, unsigned *mask, bool *accepted);

#endif
