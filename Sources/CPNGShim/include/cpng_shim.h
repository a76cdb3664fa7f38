#ifndef JIYAO_CPNG_SHIM_H
#define JIYAO_CPNG_SHIM_H

#include <stddef.h>
#include <stdint.h>

enum jiyao_png_layout {
    JIYAO_PNG_GRAY8,
    /* Eight pixels a byte, the leftmost in the highest bit; 1 is white. */
    JIYAO_PNG_GRAY1,
    JIYAO_PNG_RGB8,
};

/* All pointers are borrowed for the call. */
struct jiyao_png_image {
    const uint8_t *rows;
    /* Bytes from one row to the next. */
    size_t stride;
    uint32_t width;
    uint32_t height;
    enum jiyao_png_layout layout;
    uint32_t pixels_per_metre;
    /* UTF-8, written as iTXt "Title" and "Page"; an empty string leaves the chunk out. */
    const char *title;
    const char *page_label;
    /* zlib 0...9, and one of its strategies. */
    int level;
    int strategy;
};

struct jiyao_png_bytes {
    uint8_t *data;
    size_t count;
};

/*
 * Encodes an image without filters, interlacing or time.
 *
 * Returns 0 and fills `bytes`, whose data the caller gives to jiyao_png_free; or another number, with a message of at
 * most message_size - 1 bytes and no data. libpng reports errors by longjmp, which ends inside this function.
 */
int jiyao_png_encode(
    const struct jiyao_png_image *image, struct jiyao_png_bytes *bytes, char *message, size_t message_size);

void jiyao_png_free(struct jiyao_png_bytes *bytes);

#endif
