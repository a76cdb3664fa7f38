#include "cminizip_shim.h"

#include <dlfcn.h>
#include <minizip/unzip.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define JIYAO_MINIZIP_FUNCTIONS(each) \
    each(unzOpen64) each(unzClose) each(unzGoToFirstFile) each(unzGoToNextFile) each(unzGetCurrentFileInfo64) \
    each(unzOpenCurrentFile) each(unzReadCurrentFile) each(unzCloseCurrentFile)

#define JIYAO_DECLARE(name) static __typeof__(&name) p_##name;
JIYAO_MINIZIP_FUNCTIONS(JIYAO_DECLARE)

static int is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    void *library = dlopen("libminizip.so.1", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    int found = 1;
#define JIYAO_FIND(name) \
    p_##name = (__typeof__(p_##name))dlsym(library, #name); \
    found = found && p_##name != NULL;
    JIYAO_MINIZIP_FUNCTIONS(JIYAO_FIND)
    is_loaded = found;
}

struct jiyao_zip {
    unzFile file;
    int is_begun, is_entry_open;
};

int jiyao_zip_is_present(void)
{
    pthread_once(&once, load);
    return is_loaded;
}

struct jiyao_zip *jiyao_zip_open(const char *path)
{
    if (!jiyao_zip_is_present()) return NULL;
    struct jiyao_zip *archive = calloc(1, sizeof *archive);
    if (archive == NULL) return NULL;
    archive->file = p_unzOpen64(path);
    if (archive->file == NULL) {
        free(archive);
        return NULL;
    }
    return archive;
}

static int close_entry(struct jiyao_zip *archive)
{
    if (!archive->is_entry_open) return UNZ_OK;
    archive->is_entry_open = 0;
    return p_unzCloseCurrentFile(archive->file);
}

int jiyao_zip_next(struct jiyao_zip *archive, struct jiyao_zip_entry *entry)
{
    close_entry(archive);
    int status = archive->is_begun ? p_unzGoToNextFile(archive->file) : p_unzGoToFirstFile(archive->file);
    archive->is_begun = 1;
    if (status == UNZ_END_OF_LIST_OF_FILE) return 0;
    unz_file_info64 info;
    if (status != UNZ_OK) return -1;
    memset(entry->name, 0, sizeof entry->name);
    if (p_unzGetCurrentFileInfo64(archive->file, &info, entry->name, sizeof entry->name, NULL, 0, NULL, 0) != UNZ_OK)
        return -1;
    entry->name_length = info.size_filename < sizeof entry->name ? info.size_filename : sizeof entry->name;
    entry->name_is_utf8 = (info.flag & 1 << 11) != 0;
    entry->is_encrypted = (info.flag & 1) != 0;
    entry->bytes = info.uncompressed_size;
    entry->packed_bytes = info.compressed_size;
    return 1;
}

long jiyao_zip_read(struct jiyao_zip *archive, uint8_t *buffer, size_t room)
{
    if (!archive->is_entry_open) {
        if (p_unzOpenCurrentFile(archive->file) != UNZ_OK) return -1;
        archive->is_entry_open = 1;
    }
    int count = p_unzReadCurrentFile(archive->file, buffer, room < 1 << 20 ? (unsigned)room : 1 << 20);
    if (count < 0) return -1;
    /* At the end, closing compares the sum of the bytes. */
    if (count == 0 && room > 0) return close_entry(archive) == UNZ_OK ? 0 : -1;
    return count;
}

void jiyao_zip_close(struct jiyao_zip *archive)
{
    close_entry(archive);
    p_unzClose(archive->file);
    free(archive);
}
