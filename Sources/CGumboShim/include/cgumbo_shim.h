#ifndef JIYAO_CGUMBO_SHIM_H
#define JIYAO_CGUMBO_SHIM_H

#include <gumbo.h>
#include <stddef.h>

/* A parsed page with all memory it stands in. Freeing it walks no tree, so depth costs no stack. */
struct jiyao_html_page;

/* The page of `length` bytes of UTF-8, which must outlive it; NULL where memory runs out or the page needs more than
   `budget` bytes. */
struct jiyao_html_page *jiyao_html_parse(const char *bytes, size_t length, size_t budget);
const GumboNode *jiyao_html_document(const struct jiyao_html_page *page);
void jiyao_html_free(struct jiyao_html_page *page);

#endif
