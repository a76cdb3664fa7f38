#include "cpicture_shim.h"

#include <stdlib.h>
#include <string.h>

static void note(char *message, size_t message_size, const char *text) {
    if (message_size == 0) return;
    size_t length = strlen(text);
    if (length >= message_size) length = message_size - 1;
    memcpy(message, text, length);
    message[length] = 0;
}

void jiyao_picture_free(struct jiyao_picture_samples *samples) {
    free(samples->data);
    samples->data = NULL;
}

/* PNG */

#include <png.h>
#include <setjmp.h>

struct png_source {
    const uint8_t *data;
    size_t count;
    size_t place;
    char *message;
    size_t message_size;
    /* Kept here, so that they are freed after a longjmp. */
    uint8_t *pixels;
    png_bytep *rows;
};

static void on_png_error(png_structp png, png_const_charp text) {
    struct png_source *source = png_get_error_ptr(png);
    note(source->message, source->message_size, text);
    longjmp(png_jmpbuf(png), 1);
}

static void on_png_warning(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static void on_png_read(png_structp png, png_bytep bytes, size_t count) {
    struct png_source *source = png_get_io_ptr(png);
    if (source->count - source->place < count) png_error(png, "the file ends early");
    memcpy(bytes, source->data + source->place, count);
    source->place += count;
}

/* Apart from the caller's frame, so that nothing of it changes between setjmp and longjmp. */
static int read_png_head(png_structp png, png_infop info, struct jiyao_picture_head *head) {
    if (setjmp(png_jmpbuf(png))) return 1;
    png_read_info(png, info);
    head->width = png_get_image_width(png, info);
    head->height = png_get_image_height(png, info);
    head->colour = png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR ? JIYAO_PICTURE_RGB : JIYAO_PICTURE_GRAY;
    return 0;
}

/* Mixes colour with white paper and drops the alpha channel, in place. */
static void flatten(const uint8_t *from, uint8_t *to, size_t pixels, int colours) {
    for (size_t pixel = 0; pixel < pixels; pixel++) {
        unsigned alpha = from[colours];
        for (int channel = 0; channel < colours; channel++) {
            unsigned sum = from[channel] * alpha + 255 * (255 - alpha) + 127;
            to[channel] = (uint8_t)(sum / 255);
        }
        from += colours + 1;
        to += colours;
    }
}

static int read_png_samples(
    png_structp png, png_infop info, struct png_source *source, struct jiyao_picture_samples *samples) {
    if (setjmp(png_jmpbuf(png))) return 1;
    png_read_info(png, info);
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    uint32_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);
    int channels = png_get_channels(png, info);
    size_t stride = (size_t)width * (size_t)channels;
    if (png_get_rowbytes(png, info) != stride) png_error(png, "a row has an unexpected size");
    source->pixels = malloc(stride * height);
    source->rows = malloc(sizeof(png_bytep) * height);
    if (source->pixels == NULL || source->rows == NULL) png_error(png, "out of memory");
    for (uint32_t row = 0; row < height; row++) source->rows[row] = source->pixels + stride * row;
    png_read_image(png, source->rows);
    png_read_end(png, NULL);
    if (channels % 2 == 0) flatten(source->pixels, source->pixels, (size_t)width * height, channels - 1);
    samples->data = source->pixels;
    samples->width = width;
    samples->height = height;
    samples->channels = channels % 2 == 0 ? channels - 1 : channels;
    return 0;
}

static int read_png(
    const uint8_t *data, size_t count, struct jiyao_picture_head *head, struct jiyao_picture_samples *samples,
    char *message, size_t message_size) {
    struct png_source source = {data, count, 0, message, message_size, NULL, NULL};
    note(message, message_size, "out of memory");
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, on_png_error, on_png_warning);
    if (png == NULL) return 1;
    png_infop info = png_create_info_struct(png);
    int failed = info == NULL;
    if (!failed) {
        png_set_read_fn(png, &source, on_png_read);
        png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
        failed = head != NULL ? read_png_head(png, info, head) : read_png_samples(png, info, &source, samples);
    }
    png_destroy_read_struct(&png, &info, NULL);
    free(source.rows);
    if (failed || head != NULL) free(source.pixels);
    return failed;
}

int jiyao_png_head(
    const uint8_t *data, size_t count, struct jiyao_picture_head *head, char *message, size_t message_size) {
    return read_png(data, count, head, NULL, message, message_size);
}

int jiyao_png_samples(
    const uint8_t *data, size_t count, struct jiyao_picture_samples *samples, char *message, size_t message_size) {
    return read_png(data, count, NULL, samples, message, message_size);
}

/* JPEG */

#include <stdio.h>

#include <jpeglib.h>

struct jpeg_source {
    struct jpeg_error_mgr errors;
    jmp_buf jump;
    char *message;
    size_t message_size;
    uint8_t *pixels;
};

static void on_jpeg_error(j_common_ptr jpeg) {
    struct jpeg_source *source = (struct jpeg_source *)jpeg->err;
    char text[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, text);
    note(source->message, source->message_size, text);
    longjmp(source->jump, 1);
}

static void on_jpeg_message(j_common_ptr jpeg, int level) {
    if (level < 0) on_jpeg_error(jpeg);
}

static void on_jpeg_output(j_common_ptr jpeg) { (void)jpeg; }

static void read_jpeg_head(struct jpeg_decompress_struct *jpeg, struct jiyao_picture_head *head) {
    head->width = jpeg->image_width;
    head->height = jpeg->image_height;
    switch (jpeg->jpeg_color_space) {
    case JCS_GRAYSCALE: head->colour = JIYAO_PICTURE_GRAY; break;
    case JCS_YCbCr: head->colour = JIYAO_PICTURE_YCC; break;
    case JCS_CMYK:
    case JCS_YCCK: head->colour = JIYAO_PICTURE_INKS; break;
    default: head->colour = JIYAO_PICTURE_RGB; break;
    }
}

static void read_jpeg_samples(
    struct jpeg_decompress_struct *jpeg, struct jpeg_source *source, int part,
    struct jiyao_picture_samples *samples) {
    jpeg->out_color_space = jpeg->jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
    jpeg->dct_method = JDCT_ISLOW;
    jpeg->scale_num = 1;
    jpeg->scale_denom = (unsigned)part;
    jpeg_start_decompress(jpeg);
    size_t stride = (size_t)jpeg->output_width * (size_t)jpeg->output_components;
    source->pixels = malloc(stride * jpeg->output_height);
    if (source->pixels == NULL) {
        note(source->message, source->message_size, "out of memory");
        longjmp(source->jump, 1);
    }
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = source->pixels + stride * jpeg->output_scanline;
        jpeg_read_scanlines(jpeg, &row, 1);
    }
    samples->width = jpeg->output_width;
    samples->height = jpeg->output_height;
    samples->channels = jpeg->output_components;
    jpeg_finish_decompress(jpeg);
    samples->data = source->pixels;
}

static int read_jpeg(
    const uint8_t *data, size_t count, int part, struct jiyao_picture_head *head,
    struct jiyao_picture_samples *samples, char *message, size_t message_size) {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_source source;
    memset(&jpeg, 0, sizeof jpeg);
    source.message = message;
    source.message_size = message_size;
    source.pixels = NULL;
    note(message, message_size, "out of memory");
    jpeg.err = jpeg_std_error(&source.errors);
    source.errors.error_exit = on_jpeg_error;
    source.errors.emit_message = on_jpeg_message;
    source.errors.output_message = on_jpeg_output;
    if (setjmp(source.jump)) {
        jpeg_destroy_decompress(&jpeg);
        free(source.pixels);
        return 1;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, data, count);
    jpeg_read_header(&jpeg, TRUE);
    if (head != NULL) {
        read_jpeg_head(&jpeg, head);
    } else {
        read_jpeg_samples(&jpeg, &source, part, samples);
    }
    jpeg_destroy_decompress(&jpeg);
    return 0;
}

int jiyao_jpeg_head(
    const uint8_t *data, size_t count, struct jiyao_picture_head *head, char *message, size_t message_size) {
    return read_jpeg(data, count, 1, head, NULL, message, message_size);
}

int jiyao_jpeg_samples(
    const uint8_t *data, size_t count, int part, struct jiyao_picture_samples *samples, char *message,
    size_t message_size) {
    return read_jpeg(data, count, part, NULL, samples, message, message_size);
}
