#ifndef JIYAO_CLINUX_SHIM_H
#define JIYAO_CLINUX_SHIM_H

/* Calls of Linux and glibc that the headers hide from Swift or unless _GNU_SOURCE is defined. */

/* Cores this process may run on (taskset, a container's set), at least 1. */
int jiyao_available_cores(void);

/* Two names of one file system change places, both always there. 0, or -1 with errno. */
int jiyao_exchange(const char *one, const char *other);

/* Waits until all that was written to an open file's file system is on the disk. 0, or -1 with errno. */
int jiyao_synchronise_file_system(int descriptor);

/* A file without a name, in memory only, empty; its descriptor, or -1 with errno. */
int jiyao_memory_file(void);

/* Memory that is freed stays with the process, and is shared by at most so many threads' pools. To be called before the
   first thread is made. */
void jiyao_keep_memory(int workers);

/* Where memory is kept: asks at once, in large pages where the system has them, for what the calling thread's pool needs
   for any record. A page costs most when it is first touched, and a large one costs no more than a few small ones. */
void jiyao_take_room(void);

#endif
