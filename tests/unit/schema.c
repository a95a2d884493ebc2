/*
 * The strict reader and plan.rng must agree.  A valid plan is changed in one place
 * at a time (attributes dropped, added, given other values; elements dropped,
 * doubled, renamed, moved; text where none may stand), and both are asked.
 * What the schema cannot say, ids used twice, is left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "base/io.h"
#include "plan/build.h"
#include "plan/schema.h"
#include "plan/value.h"

#include <stdlib.h>

enum { MAX_NODES = 400, LEAST = 3000 };

static const char *const values[] = {"", "yes", "no", "0", "1", "01", "99", "100", "-1", "+1", "1.5", "1.",
    ".5", "1/3", "1/", "X", "20XX", "2026-01", "2026-1", "2026-01-01/..", "../..", "..", "../2026",
    "../2026-1", "2026/2027-03", "2026/", "2026-01-01-01", "P1D", "P", "PT1H", "P1DT", "PT", "P1.5M", "P1H",
    "P1D2", "P1B", "p1", "1p", "a-b.c_d", "a b", " yes", "yes ", "phase", "lead", ">=", "=>", "plan",
    "explicit", "given", "一", "hand", "doubling", "fund", "phone", "period", "cadence", "attachment",
    "picture", "plan|regulation", "999999999999999", "9999999999999999"};
enum { NVALUES = sizeof(values) / sizeof(values[0]) };

struct test {
	struct pk_buf plan;
	xmlRelaxNGValidCtxtPtr schema;
	xmlDocPtr doc;
	xmlNodePtr node[MAX_NODES]; /* of doc, in document order */
	size_t nnodes, tried, invalid, wrong;
};

static void
quiet(void *ctx, const char *msg, ...)
{
	(void)ctx;
	(void)msg;
}

static void
remember(void *ctx, const struct pk_diag *d)
{
	*(enum pk_diag_id *)ctx = d->id;
}

/* Both verdicts on the document as it stands now. */
static void
compare(struct test *t, const char *what)
{
	enum pk_diag_id id = PK_D_MAX;
	struct pk_sink sink = {remember, &id, {0}};
	struct pk_build b = {.sink = &sink, .file = "x", .keep = true};
	xmlChar *text;
	int n, rc;
	bool valid;

	xmlDocDumpMemory(t->doc, &text, &n);
	b.xml = pk_xml_new(&pk_build_handler, &b, "x", &sink);
	rc = pk_xml_feed(b.xml, text, (size_t)n) == 0 && pk_xml_finish(b.xml) == 0 ? pk_build_finish(&b) : -1;
	pk_xml_free(b.xml);
	pk_build_free(&b);
	if (rc == 0 || id != PK_D_PLAN_ID_REPEATED) {
		xmlDocPtr again = xmlReadMemory((char *)text, n, "x", NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

		valid = again && xmlRelaxNGValidateDoc(t->schema, again) == 0;
		xmlFreeDoc(again);
		t->tried++;
		t->invalid += !valid;
		if (valid != (rc == 0)) {
			t->wrong++;
			if (t->wrong <= 5)
				print_error("%s: schema %d, reader %s\n%.3000s\n", what, valid,
				    rc == 0 ? "fine" : pk_diag_catalogue[id].id, (char *)text);
		}
	}
	xmlFree(text);
}

static void
list_nodes(struct test *t, xmlNodePtr n)
{
	for (; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE) {
			assert_true(t->nnodes < MAX_NODES);
			t->node[t->nnodes++] = n;
			list_nodes(t, n->children);
		}
}

/* A fresh copy of the plan in t->doc. */
static void
fresh(struct test *t)
{
	xmlFreeDoc(t->doc);
	t->doc = xmlReadMemory(t->plan.p, (int)t->plan.n, "x", NULL, 0);
	assert_non_null(t->doc);
	t->nnodes = 0;
	list_nodes(t, xmlDocGetRootElement(t->doc));
}

/* Is node i the first with its name, parent's name and attributes? */
static bool
is_new_shape(const struct test *t, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++) {
		xmlNodePtr a = t->node[k], b = t->node[i];
		xmlAttrPtr p = a->properties, q = b->properties;

		if (!xmlStrEqual(a->name, b->name) || !xmlStrEqual(a->parent->name, b->parent->name))
			continue;
		for (; p && q && xmlStrEqual(p->name, q->name); p = p->next)
			q = q->next;
		if (!p && !q)
			return false;
	}
	return true;
}

static const char *
attr_name(size_t k)
{
	static const char *const names[] = {"id", "kind", "line", "level", "role", "edtf", "year", "source",
	    "furniture", "notice", "auto", "rows", "cols", "by", "generator", "final-newline", "type", "every",
	    "times", "from", "group", "masked", "duty", "op", "value", "unit", "points", "per", "late", "number",
	    "class"};

	return k < sizeof(names) / sizeof(names[0]) ? names[k] : NULL;
}

static void
change_attributes(struct test *t, size_t i)
{
	const char *name;
	size_t k, v;

	for (k = 0; (name = attr_name(k)) != NULL; k++) {
		xmlChar *old = xmlGetProp(t->node[i], (const xmlChar *)name);

		if (old) {
			xmlUnsetProp(t->node[i], (const xmlChar *)name);
			compare(t, "attribute dropped");
		}
		/* Of an attribute that is not there a few will do. */
		for (v = 0; v < NVALUES; v += old ? 1 : 21) {
			xmlSetProp(t->node[i], (const xmlChar *)name, (const xmlChar *)values[v]);
			compare(t, "attribute changed");
		}
		if (old)
			xmlSetProp(t->node[i], (const xmlChar *)name, old);
		else
			xmlUnsetProp(t->node[i], (const xmlChar *)name);
		xmlFree(old);
	}
}

static void
rename_element(struct test *t, size_t i)
{
	size_t k;

	for (k = 0; k < PK_N_MAX + PK_SP_MAX; k++) {
		xmlNodeSetName(t->node[i],
		    (const xmlChar *)(k < PK_N_MAX ? pk_node_name[k] : pk_span_name[k - PK_N_MAX]));
		compare(t, "element renamed");
	}
	fresh(t);
}

static void
change_place(struct test *t, size_t i)
{
	xmlNodePtr n = t->node[i];

	xmlNodeAddContent(n, (const xmlChar *)"字");
	compare(t, "text added");
	fresh(t);
	xmlNodeSetContent(t->node[i], NULL);
	compare(t, "content dropped");
	fresh(t);
	if (i == 0)
		return;
	n = t->node[i];
	xmlAddNextSibling(n, xmlNewDocText(t->doc, (const xmlChar *)"字"));
	compare(t, "text behind");
	fresh(t);
	n = t->node[i];
	xmlAddNextSibling(n, xmlDocCopyNode(n, t->doc, 1));
	compare(t, "element doubled");
	fresh(t);
	n = t->node[i];
	if (n->parent->children != n) {
		xmlAddPrevSibling(n->parent->children, n);
		compare(t, "element moved to the front");
		fresh(t);
	}
	n = t->node[i];
	if (n->parent->last != n) {
		xmlAddNextSibling(n->parent->last, n);
		compare(t, "element moved to the end");
		fresh(t);
	}
	n = t->node[i];
	xmlUnlinkNode(n);
	xmlFreeNode(n);
	compare(t, "element dropped");
	fresh(t);
}

static void
test_agreement(void **state)
{
	const char *top = getenv("TOP");
	struct pk_buf path = PK_BUF_INIT, schema = PK_BUF_INIT;
	struct pk_sink sink = {0};
	struct test t = {.plan = PK_BUF_INIT};
	xmlRelaxNGParserCtxtPtr parser;
	xmlRelaxNGPtr rng;
	size_t i;

	(void)state;
	pk_buf_printf(&path, "%s/tests/data/plan/all.xml", top ? top : ".");
	assert_int_equal(pk_read_file(path.p, 1 << 20, &t.plan, &sink), 0);
	for (i = 0; pk_plan_schema[i]; i++)
		pk_buf_puts(&schema, pk_plan_schema[i]);
	parser = xmlRelaxNGNewMemParserCtxt(schema.p, (int)schema.n);
	rng = xmlRelaxNGParse(parser);
	assert_non_null(rng);
	t.schema = xmlRelaxNGNewValidCtxt(rng);
	xmlRelaxNGSetValidErrors(t.schema, quiet, quiet, NULL);
	xmlSetGenericErrorFunc(NULL, quiet);
	fresh(&t);
	compare(&t, "as it is");
	assert_int_equal(t.invalid, 0);
	for (i = 0; i < t.nnodes; i++)
		if (is_new_shape(&t, i)) {
			change_attributes(&t, i);
			rename_element(&t, i);
			change_place(&t, i);
		}
	print_message("# %zu documents, %zu of them invalid, %zu disagreements\n", t.tried, t.invalid, t.wrong);
	assert_int_equal(t.wrong, 0);
	assert_true(t.tried > LEAST && t.invalid > LEAST / 2);
	xmlRelaxNGFreeValidCtxt(t.schema);
	xmlRelaxNGFree(rng);
	xmlRelaxNGFreeParserCtxt(parser);
	xmlFreeDoc(t.doc);
	xmlCleanupParser();
	pk_buf_free(&t.plan);
	pk_buf_free(&schema);
	pk_buf_free(&path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_agreement)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
