/* A hint to the disk. */
#ifndef PK_BASE_WRITEBACK_H
#define PK_BASE_WRITEBACK_H

#include <stdint.h>

/* Begin to write these bytes of a file, without waiting; where the system can. */
void pk_writeback(int fd, uint64_t off, uint64_t n);

#endif
