/*
 * Where one document of a file ends and the next begins, and which lines of a
 * document are its title, its cover notice, furniture, or its body.
 */
#ifndef PK_PARSE_SEGMENT_H
#define PK_PARSE_SEGMENT_H

#include "parse/shape.h"

/* Lines behind a possible title that are looked at to see whether a document begins there. */
enum { PK_LOOKAHEAD = 40 };

struct pk_segmenter {
	struct pk_lines *lines;
	struct pk_chunk chunk; /* rows [0, n): the document; behind: read ahead */
	size_t n, cut;         /* the rows before n are dropped: their text up to here still stands */
	bool gap, eof;         /* gap: an empty line was read last */
	size_t last_line;      /* read so far */
	struct pk_buf key;     /* scratch */
	/* What the document so far holds */
	size_t seen;           /* rows already judged */
	size_t marks, paragraphs;
	enum pk_mark_style top; /* of its first mark */
	size_t first;          /* row of the first line with words, SIZE_MAX none */
	size_t attach;         /* row of the last attachment heading behind body text, SIZE_MAX none */
	bool attach_alone;
	unsigned series;       /* of the title it began with */
	struct pk_buf issued;  /* what a cover notice among its lines issues: the key of that title */
};

/*
 * Reads the next document: its rows are seg->chunk.rows.v[0 .. seg->n), their parts set.
 * 1; 0 at the end; -1 on a read error (diagnosed).
 */
int pk_segment_next(struct pk_segmenter *seg);
/* The rows of the document are not needed any more; its text is, until the next one. */
void pk_segment_drop(struct pk_segmenter *seg);
void pk_segmenter_free(struct pk_segmenter *seg);

/* Sets the part of each of the n rows; called by pk_segment_next(). */
void pk_segment_parts(struct pk_chunk *c, size_t n, struct pk_buf *scratch);

#endif
