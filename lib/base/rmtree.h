/* Removing a folder and all below it. */
#ifndef PK_BASE_RMTREE_H
#define PK_BASE_RMTREE_H

/*
 * Removes what stands at `path`, file or folder; links are removed, not followed.
 * Takes no memory and no lock, so that a signal handler may call it.  Errors are
 * not told: it is for what is being given up.
 */
void pk_rmtree(const char *path);

#endif
