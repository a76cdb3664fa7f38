#include "cqpdf_shim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>

#define JIYAO_QPDF_FUNCTIONS(each) \
    each(qpdf_init) each(qpdf_cleanup) each(qpdf_silence_errors) each(qpdf_set_suppress_warnings) \
    each(qpdf_set_attempt_recovery) each(qpdf_read_memory) each(qpdf_has_error) each(qpdf_get_error) \
    each(qpdf_more_warnings) each(qpdf_next_warning) each(qpdf_get_error_message_detail) each(qpdf_get_trailer) \
    each(qpdf_get_object_by_id) each(qpdf_oh_is_stream) each(qpdf_oh_get_dict) each(qpdf_oh_unparse_resolved) \
    each(qpdf_oh_get_stream_data) each(qpdf_oh_release)

#define JIYAO_DECLARE(name) static __typeof__(&name) p_##name;
JIYAO_QPDF_FUNCTIONS(JIYAO_DECLARE)

static int is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    /* 29 is the interface whose header this file was compiled with. */
    void *library = dlopen("libqpdf.so.29", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    int found = 1;
#define JIYAO_FIND(name) \
    p_##name = (__typeof__(p_##name))dlsym(library, #name); \
    found = found && p_##name != NULL;
    JIYAO_QPDF_FUNCTIONS(JIYAO_FIND)
    is_loaded = found;
}

struct jiyao_qpdf {
    qpdf_data data;
};

int jiyao_qpdf_is_present(void)
{
    pthread_once(&once, load);
    return is_loaded;
}

struct jiyao_qpdf *jiyao_qpdf_open(const uint8_t *data, size_t size)
{
    if (!jiyao_qpdf_is_present()) return NULL;
    struct jiyao_qpdf *file = malloc(sizeof *file);
    if (file == NULL) return NULL;
    file->data = p_qpdf_init();
    p_qpdf_silence_errors(file->data);
    p_qpdf_set_suppress_warnings(file->data, QPDF_TRUE);
    p_qpdf_set_attempt_recovery(file->data, QPDF_FALSE);
    p_qpdf_read_memory(file->data, "file", (const char *)data, size, NULL);
    return file;
}

void jiyao_qpdf_close(struct jiyao_qpdf *file)
{
    p_qpdf_cleanup(&file->data);
    free(file);
}

const char *jiyao_qpdf_next_complaint(struct jiyao_qpdf *file)
{
    qpdf_error error = NULL;
    if (p_qpdf_more_warnings(file->data)) {
        error = p_qpdf_next_warning(file->data);
    } else if (p_qpdf_has_error(file->data)) {
        error = p_qpdf_get_error(file->data);
    }
    return error == NULL ? NULL : p_qpdf_get_error_message_detail(file->data, error);
}

const char *jiyao_qpdf_trailer(struct jiyao_qpdf *file)
{
    return p_qpdf_oh_unparse_resolved(file->data, p_qpdf_get_trailer(file->data));
}

const char *jiyao_qpdf_object(struct jiyao_qpdf *file, int number, int *is_stream)
{
    qpdf_oh object = p_qpdf_get_object_by_id(file->data, number, 0);
    *is_stream = p_qpdf_oh_is_stream(file->data, object) != 0;
    qpdf_oh shown = *is_stream ? p_qpdf_oh_get_dict(file->data, object) : object;
    const char *text = p_qpdf_oh_unparse_resolved(file->data, shown);
    if (shown != object) p_qpdf_oh_release(file->data, shown);
    p_qpdf_oh_release(file->data, object);
    return text;
}

uint8_t *jiyao_qpdf_stream(struct jiyao_qpdf *file, int number, size_t *size)
{
    qpdf_oh object = p_qpdf_get_object_by_id(file->data, number, 0);
    unsigned char *data = NULL;
    QPDF_BOOL filtered = QPDF_FALSE;
    p_qpdf_oh_get_stream_data(file->data, object, qpdf_dl_all, &filtered, &data, size);
    p_qpdf_oh_release(file->data, object);
    if (!filtered && data != NULL) {
        free(data);
        return NULL;
    }
    return data;
}

void jiyao_qpdf_free(uint8_t *data) { free(data); }
