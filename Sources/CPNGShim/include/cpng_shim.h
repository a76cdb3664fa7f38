#ifndef JIYAO_CPNG_SHIM_H
#define JIYAO_CPNG_SHIM_H

#include <stddef.h>
#include <stdint.h>

enum jiyao_png_kind {
    JIYAO_PNG_GRAY,
    JIYAO_PNG_RGB,
    JIYAO_PNG_PALETTE,
};

/* Written as iTXt, without compression. Latin-1 without end blanks, at most 79 bytes; UTF-8. */
struct jiyao_png_text {
    const char *keyword;
    const char *text;
};

/* All pointers are borrowed for the call. */
struct jiyao_png_header {
    uint32_t width;
    uint32_t height;
    enum jiyao_png_kind kind;
    /* Bits of a sample; rows are packed as PNG packs them. */
    int bit_depth;
    uint32_t pixels_per_metre;
    /* Three bytes a colour. */
    const uint8_t *palette;
    int palette_count;
    const struct jiyao_png_text *texts;
    int text_count;
};

/* A PNG file on its way into memory. libpng reports errors by longjmp, which ends inside these functions. */
struct jiyao_png_file;

/* NULL where there is no memory for it. */
struct jiyao_png_file *jiyao_png_create(void);

/*
 * These return 0, or another number after an error; then jiyao_png_message tells which, and the file can only be freed.
 *
 * After the header come either all rows, which libpng filters and compresses, or the whole zlib stream in parts.
 */
int jiyao_png_begin(struct jiyao_png_file *file, const struct jiyao_png_header *header);
int jiyao_png_append_rows(
    struct jiyao_png_file *file, const uint8_t *rows, size_t stride, uint32_t count, int is_filtered);
int jiyao_png_append_stream(struct jiyao_png_file *file, const uint8_t *bytes, size_t count);
int jiyao_png_end(struct jiyao_png_file *file);

/* Borrowed until the file is freed. */
const char *jiyao_png_message(const struct jiyao_png_file *file);
const uint8_t *jiyao_png_bytes(const struct jiyao_png_file *file, size_t *count);

void jiyao_png_free(struct jiyao_png_file *file);

#endif
