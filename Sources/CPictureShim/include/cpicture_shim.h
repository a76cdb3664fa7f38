#ifndef JIYAO_CPICTURE_SHIM_H
#define JIYAO_CPICTURE_SHIM_H

#include <stddef.h>
#include <stdint.h>

enum jiyao_picture_colour {
    JIYAO_PICTURE_GRAY,
    JIYAO_PICTURE_YCC,
    JIYAO_PICTURE_RGB,
    /* CMYK and YCCK. */
    JIYAO_PICTURE_INKS,
};

struct jiyao_picture_head {
    uint32_t width;
    uint32_t height;
    enum jiyao_picture_colour colour;
};

/* Rows from the top without gaps, 8 bits a channel. */
struct jiyao_picture_samples {
    uint8_t *data;
    uint32_t width;
    uint32_t height;
    /* 1 or 3. */
    int channels;
};

/*
 * All return 0, or another number with a message of at most message_size - 1 bytes. The libraries report errors by
 * longjmp, which ends inside these functions. What a library only warns of is an error for a JPEG file, where it means
 * lost image data, and nothing for a PNG file. Samples are given to jiyao_picture_free.
 */
int jiyao_png_head(
    const uint8_t *data, size_t count, struct jiyao_picture_head *head, char *message, size_t message_size);

/* Transparent places show white paper. */
int jiyao_png_samples(
    const uint8_t *data, size_t count, struct jiyao_picture_samples *samples, char *message, size_t message_size);

int jiyao_jpeg_head(
    const uint8_t *data, size_t count, struct jiyao_picture_head *head, char *message, size_t message_size);

/* In one part of the size: 1, 2, 4 or 8. Not for JIYAO_PICTURE_INKS. */
int jiyao_jpeg_samples(
    const uint8_t *data, size_t count, int part, struct jiyao_picture_samples *samples, char *message,
    size_t message_size);

void jiyao_picture_free(struct jiyao_picture_samples *samples);

#endif
