#ifndef JIYAO_CMINIZIP_SHIM_H
#define JIYAO_CMINIZIP_SHIM_H

#include <stddef.h>
#include <stdint.h>

/*
 * Reads zip archives through minizip, which is loaded when the first one is opened. The directory of the archive is walked
 * entry by entry: memory does not grow with their number.
 */
struct jiyao_zip;

struct jiyao_zip_entry {
    /* As it stands in the archive, of any encoding, without a final zero; cut at the room of `name`. */
    char name[4096];
    size_t name_length;
    int name_is_utf8;
    int is_encrypted;
    /* What the archive says; nobody has checked it. */
    uint64_t bytes, packed_bytes;
};

/* 0 where minizip cannot be loaded. */
int jiyao_zip_is_present(void);

/* NULL where the file is no zip archive or cannot be read. */
struct jiyao_zip *jiyao_zip_open(const char *path);

/* The next entry: 1; 0 at the end; -1 where the directory is damaged. */
int jiyao_zip_next(struct jiyao_zip *archive, struct jiyao_zip_entry *entry);

/* Further bytes of the entry at hand: their number, 0 at its end, -1 where it is damaged or packed in an unknown way. The end
   is given only where the sum of the bytes is right. */
long jiyao_zip_read(struct jiyao_zip *archive, uint8_t *buffer, size_t room);

void jiyao_zip_close(struct jiyao_zip *archive);

#endif
