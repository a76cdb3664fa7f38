#include "cpng_shim.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct sink {
    struct jiyao_png_bytes bytes;
    size_t capacity;
    char *message;
    size_t message_size;
};

static void note(struct sink *sink, const char *message) {
    if (sink->message_size == 0) return;
    size_t length = strlen(message);
    if (length >= sink->message_size) length = sink->message_size - 1;
    memcpy(sink->message, message, length);
    sink->message[length] = 0;
}

static void on_error(png_structp png, png_const_charp message) {
    note(png_get_error_ptr(png), message);
    longjmp(png_jmpbuf(png), 1);
}

static void on_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void on_write(png_structp png, png_bytep data, size_t count) {
    struct sink *sink = png_get_io_ptr(png);
    if (sink->capacity - sink->bytes.count < count) {
        size_t capacity = sink->capacity * 2 + count;
        uint8_t *grown = realloc(sink->bytes.data, capacity);
        if (grown == NULL) png_error(png, "out of memory");
        sink->bytes.data = grown;
        sink->capacity = capacity;
    }
    memcpy(sink->bytes.data + sink->bytes.count, data, count);
    sink->bytes.count += count;
}

static void on_flush(png_structp png) { (void)png; }

static void set_texts(png_structp png, png_infop info, const struct jiyao_png_image *image) {
    png_text texts[2];
    int count = 0;
    memset(texts, 0, sizeof texts);
    if (image->title[0] != 0) {
        texts[count].key = "Title";
        texts[count++].text = (char *)image->title;
    }
    if (image->page_label[0] != 0) {
        texts[count].key = "Page";
        texts[count++].text = (char *)image->page_label;
    }
    for (int index = 0; index < count; index++) {
        texts[index].compression = PNG_ITXT_COMPRESSION_NONE;
        texts[index].itxt_length = strlen(texts[index].text);
    }
    if (count > 0) png_set_text(png, info, texts, count);
}

/* Apart from the caller's frame, so that nothing of it changes between setjmp and longjmp. */
static int encode(png_structp png, png_infop info, const struct jiyao_png_image *image) {
    if (setjmp(png_jmpbuf(png))) return 1;
    png_set_write_fn(png, png_get_error_ptr(png), on_write, on_flush);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, image->level);
    png_set_compression_strategy(png, image->strategy);
    png_set_compression_buffer_size(png, 65536);
    png_set_IHDR(
        png, info, image->width, image->height, image->layout == JIYAO_PNG_GRAY1 ? 1 : 8,
        image->layout == JIYAO_PNG_RGB8 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png, info, image->pixels_per_metre, image->pixels_per_metre, PNG_RESOLUTION_METER);
    set_texts(png, info, image);
    png_write_info(png, info);
    for (uint32_t row = 0; row < image->height; row++) png_write_row(png, image->rows + row * image->stride);
    png_write_end(png, info);
    return 0;
}

int jiyao_png_encode(
    const struct jiyao_png_image *image, struct jiyao_png_bytes *bytes, char *message, size_t message_size) {
    struct sink sink = {{NULL, 0}, 0, message, message_size};
    note(&sink, "out of memory");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &sink, on_error, on_warning);
    if (png == NULL) return 1;
    png_infop info = png_create_info_struct(png);
    int failed = info == NULL || encode(png, info, image);
    png_destroy_write_struct(&png, &info);
    if (failed) {
        free(sink.bytes.data);
        return 1;
    }
    *bytes = sink.bytes;
    return 0;
}

void jiyao_png_free(struct jiyao_png_bytes *bytes) {
    free(bytes->data);
    bytes->data = NULL;
    bytes->count = 0;
}
