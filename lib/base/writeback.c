#define _GNU_SOURCE /* sync_file_range(2) */
#include "base/writeback.h"

#include <fcntl.h>

void
pk_writeback(int fd, uint64_t off, uint64_t n)
{
#ifdef SYNC_FILE_RANGE_WRITE
	(void)sync_file_range(fd, (off_t)off, (off_t)n, SYNC_FILE_RANGE_WRITE);
#else
	(void)fd;
	(void)off;
	(void)n;
#endif
}
