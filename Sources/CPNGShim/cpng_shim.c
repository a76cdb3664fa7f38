#include "cpng_shim.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct jiyao_png_file {
    png_structp png;
    png_infop info;
    uint8_t *data;
    size_t count;
    size_t capacity;
    int has_stream;
    int has_rows;
    char message[128];
};

static void on_error(png_structp png, png_const_charp message) {
    struct jiyao_png_file *file = png_get_error_ptr(png);
    size_t length = strlen(message);
    if (length >= sizeof file->message) length = sizeof file->message - 1;
    memcpy(file->message, message, length);
    file->message[length] = 0;
    longjmp(png_jmpbuf(png), 1);
}

static void on_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void on_write(png_structp png, png_bytep data, size_t count) {
    struct jiyao_png_file *file = png_get_io_ptr(png);
    if (file->capacity - file->count < count) {
        size_t capacity = file->capacity * 2 + count;
        uint8_t *grown = realloc(file->data, capacity);
        if (grown == NULL) png_error(png, "out of memory");
        file->data = grown;
        file->capacity = capacity;
    }
    memcpy(file->data + file->count, data, count);
    file->count += count;
}

static void on_flush(png_structp png) { (void)png; }

struct jiyao_png_file *jiyao_png_create(void) {
    struct jiyao_png_file *file = calloc(1, sizeof *file);
    if (file == NULL) return NULL;
    file->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file, on_error, on_warning);
    if (file->png != NULL) file->info = png_create_info_struct(file->png);
    if (file->info != NULL) return file;
    jiyao_png_free(file);
    return NULL;
}

static void set_texts(png_structp png, png_infop info, const struct jiyao_png_header *header) {
    for (int index = 0; index < header->text_count; index++) {
        png_text text;
        memset(&text, 0, sizeof text);
        text.key = (char *)header->texts[index].keyword;
        text.text = (char *)header->texts[index].text;
        text.compression = PNG_ITXT_COMPRESSION_NONE;
        text.itxt_length = strlen(text.text);
        png_set_text(png, info, &text, 1);
    }
}

int jiyao_png_begin(struct jiyao_png_file *file, const struct jiyao_png_header *header) {
    png_structp png = file->png;
    png_infop info = file->info;
    if (setjmp(png_jmpbuf(png))) return 1;
    png_set_write_fn(png, file, on_write, on_flush);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_compression_buffer_size(png, 65536);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
    png_set_IHDR(
        png, info, header->width, header->height, header->bit_depth,
        header->kind == JIYAO_PNG_RGB       ? PNG_COLOR_TYPE_RGB
        : header->kind == JIYAO_PNG_PALETTE ? PNG_COLOR_TYPE_PALETTE
                                            : PNG_COLOR_TYPE_GRAY,
        PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png, info, header->pixels_per_metre, header->pixels_per_metre, PNG_RESOLUTION_METER);
    if (header->kind == JIYAO_PNG_PALETTE) {
        png_color colours[256];
        for (int index = 0; index < header->palette_count && index < 256; index++) {
            colours[index].red = header->palette[3 * index];
            colours[index].green = header->palette[3 * index + 1];
            colours[index].blue = header->palette[3 * index + 2];
        }
        png_set_PLTE(png, info, colours, header->palette_count);
    }
    set_texts(png, info, header);
    png_write_info(png, info);
    return 0;
}

int jiyao_png_append_rows(
    struct jiyao_png_file *file, const uint8_t *rows, size_t stride, uint32_t count, int is_filtered) {
    if (setjmp(png_jmpbuf(file->png))) return 1;
    /* The first row of all is filtered in any case: libpng makes room for filters then or never. */
    if (file->has_rows) png_set_filter(file->png, 0, is_filtered ? PNG_ALL_FILTERS : PNG_FILTER_NONE);
    if (count > 0) file->has_rows = 1;
    for (uint32_t row = 0; row < count; row++) png_write_row(file->png, rows + row * stride);
    return 0;
}

int jiyao_png_append_stream(struct jiyao_png_file *file, const uint8_t *bytes, size_t count) {
    if (setjmp(png_jmpbuf(file->png))) return 1;
    png_write_chunk(file->png, (png_const_bytep) "IDAT", bytes, count);
    file->has_stream = 1;
    return 0;
}

int jiyao_png_end(struct jiyao_png_file *file) {
    if (setjmp(png_jmpbuf(file->png))) return 1;
    /* libpng does not know that it has written a stream by itself. */
    if (file->has_stream)
        png_write_chunk(file->png, (png_const_bytep) "IEND", NULL, 0);
    else
        png_write_end(file->png, file->info);
    return 0;
}

const char *jiyao_png_message(const struct jiyao_png_file *file) { return file->message; }

const uint8_t *jiyao_png_bytes(const struct jiyao_png_file *file, size_t *count) {
    *count = file->count;
    return file->data;
}

void jiyao_png_free(struct jiyao_png_file *file) {
    if (file == NULL) return;
    png_destroy_write_struct(&file->png, &file->info);
    free(file->data);
    free(file);
}
