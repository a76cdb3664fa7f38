#ifndef JIYAO_CQPDF_SHIM_H
#define JIYAO_CQPDF_SHIM_H

#include <stddef.h>
#include <stdint.h>

/*
 * Reads a PDF through libqpdf, which is loaded when the first file is opened: it brings a C++ runtime and cryptography
 * along, whose loading would cost every other run of the program a quarter of its time.
 */
struct jiyao_qpdf;

/* 0 where libqpdf cannot be loaded. */
int jiyao_qpdf_is_present(void);

/* `data` is borrowed until the file is closed. NULL where memory or the library is missing. Nothing is repaired. */
struct jiyao_qpdf *jiyao_qpdf_open(const uint8_t *data, size_t size);

void jiyao_qpdf_close(struct jiyao_qpdf *file);

/* What the library complains of, one message a call, NULL when there is no more; valid until the next call. */
const char *jiyao_qpdf_next_complaint(struct jiyao_qpdf *file);

/* The trailer, or the dictionary of the cross-reference stream; PDF syntax, valid until the next call. */
const char *jiyao_qpdf_trailer(struct jiyao_qpdf *file);

/* An indirect object of generation 0, or the dictionary of a stream; `null` where there is none. */
const char *jiyao_qpdf_object(struct jiyao_qpdf *file, int number, int *is_stream);

/* The stream without its generalised filters, given to jiyao_qpdf_free; NULL where a filter cannot be undone. */
uint8_t *jiyao_qpdf_stream(struct jiyao_qpdf *file, int number, size_t *size);

void jiyao_qpdf_free(uint8_t *data);

#endif
