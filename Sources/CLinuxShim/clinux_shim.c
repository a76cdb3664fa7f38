#define _GNU_SOURCE
#include "clinux_shim.h"

#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int jiyao_available_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}

int jiyao_exchange(const char *one, const char *other)
{
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int jiyao_synchronise_file_system(int descriptor)
{
    return syncfs(descriptor);
}

int jiyao_memory_file(void)
{
    return memfd_create("jiyao", MFD_CLOEXEC);
}

static int keeps_memory;

void jiyao_keep_memory(int workers)
{
    keeps_memory = 1;
    mallopt(M_ARENA_MAX, workers);
    mallopt(M_TOP_PAD, 1 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

void jiyao_take_room(void)
{
    if (!keeps_memory) return;
    // As much as a record of some pages takes, and room to begin at a large page wherever the heap stands.
    const size_t large = 2 << 20, page = 4096, room = large + (3 << 18);
    char *block = malloc(large + room);
    if (block == NULL) return;
    char *first = (char *)(((uintptr_t)block + page - 1) & ~(uintptr_t)(page - 1));
    char *start = (char *)(((uintptr_t)block + large - 1) & ~(uintptr_t)(large - 1));
    madvise(start, large, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
    madvise(first, (size_t)(start - first) + room, MADV_POPULATE_WRITE);
#endif
    free(block);
}
