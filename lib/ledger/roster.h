/*
 * The roster of units (units.csv): full names, short names, aliases, groups.
 *
 * A name of a plan is understood in this order:
 *  1. as a full name, a short name or an alias;
 *  2. with the beginning that the list it stands in gives it: in 市教体局、卫健委 the
 *     second is 市卫健委;
 *  3. as the end of one full name behind a place (教体局 for 云岭市教体局), or with its
 *     own level (市, 县, 区 ...) left off.
 * Each step must give exactly one unit: more than one is an ambiguity, never a guess.
 */
#ifndef PK_LEDGER_ROSTER_H
#define PK_LEDGER_ROSTER_H

#include "ledger/table.h"

struct pk_unit {
	struct pk_str name, kind, parent;
	struct pk_str groups; /* list */
	struct pk_str rank_group, leader, deputy, contact;
	struct pk_date active_from, active_to; /* y 0: open */
	size_t line;          /* in the roster file */
};

/* Units that share a name; `next` is a place in links, PK_NPOS behind the last. */
struct pk_unit_link {
	size_t unit, next;
};

struct pk_roster {
	PK_VEC(struct pk_unit) units;
	struct pk_arena arena;
	struct pk_map names; /* normalised name -> place in links */
	PK_VEC(struct pk_unit_link) links;
	const char *file;
};

struct pk_units { /* places in roster.units */
	size_t *v;
	size_t n, cap;
};

enum { PK_NEAREST = 3 /* names offered for one that is not known */ };

/* 0, or -1 with diagnostics: unreadable, a bad row, a full name twice. */
int pk_roster_load(struct pk_roster *r, const char *path, struct pk_sink *sink);
void pk_roster_free(struct pk_roster *r);

/*
 * The units that `name` means in a list whose full names begin with `level` ("市",
 * empty for none; pk_unit_level): put in *out, which is cleared first.  One unit is an
 * answer, more are an ambiguity, none is an unknown name.
 */
void pk_roster_find(const struct pk_roster *r, struct pk_str name, struct pk_str level,
    struct pk_units *out);
/* The units of a collective: by group, else by the kinds of unit that its words name. */
void pk_roster_expand(const struct pk_roster *r, struct pk_str group, struct pk_units *out);
/* Known units whose names are most like one that is not known, best first: how many. */
size_t pk_roster_nearest(const struct pk_roster *r, struct pk_str name, size_t out[PK_NEAREST]);
/* The level that a full name begins with: 市 of 市教体局, 云岭市 of 云岭市教体局; or empty. */
struct pk_str pk_unit_level(struct pk_str name);

#endif
