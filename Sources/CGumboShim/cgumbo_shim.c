#include "cgumbo_shim.h"

#include <setjmp.h>
#include <stdlib.h>

enum { chunk_size = 1 << 16, alignment = 16 };

struct chunk {
    struct chunk *before;
    size_t used, size;
    max_align_t bytes[];
};

struct jiyao_html_page {
    struct chunk *last;
    size_t left;
    jmp_buf full;
    const GumboOutput *output;
};

static void *take(void *userdata, size_t size) {
    struct jiyao_html_page *page = userdata;
    if (size > page->left) longjmp(page->full, 1);
    size = (size + alignment - 1) / alignment * alignment;
    page->left -= size < page->left ? size : page->left;
    struct chunk *chunk = page->last;
    if (chunk == NULL || chunk->size - chunk->used < size) {
        size_t room = size > chunk_size ? size : chunk_size;
        chunk = malloc(sizeof *chunk + room);
        if (chunk == NULL) longjmp(page->full, 1);
        chunk->before = page->last;
        chunk->used = 0;
        chunk->size = room;
        page->last = chunk;
    }
    void *taken = (char *)chunk->bytes + chunk->used;
    chunk->used += size;
    return taken;
}

/* All is given back at once. */
static void give(void *userdata, void *pointer) {
    (void)userdata;
    (void)pointer;
}

struct jiyao_html_page *jiyao_html_parse(const char *bytes, size_t length, size_t budget) {
    struct jiyao_html_page *page = calloc(1, sizeof *page);
    if (page == NULL) return NULL;
    page->left = budget;
    /* Nothing of this frame changes between setjmp and longjmp. */
    if (setjmp(page->full)) {
        jiyao_html_free(page);
        return NULL;
    }
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give;
    options.userdata = page;
    options.max_errors = 0;
    page->output = gumbo_parse_with_options(&options, bytes, length);
    return page;
}

const GumboNode *jiyao_html_document(const struct jiyao_html_page *page) { return page->output->document; }

void jiyao_html_free(struct jiyao_html_page *page) {
    for (struct chunk *chunk = page->last; chunk != NULL;) {
        struct chunk *before = chunk->before;
        free(chunk);
        chunk = before;
    }
    free(page);
}
