#define _GNU_SOURCE /* syscall(2), O_PATH */
#include "base/sandbox.h"

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#define HAVE_SANDBOX 1
#endif
#endif

#ifdef HAVE_SANDBOX

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_WRITE                                                                                   \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |                          \
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_READ_FILE)
/* All that the first version of Landlock knows: what is not granted is denied. */
#define FS_ALL                                                                                     \
	(LANDLOCK_ACCESS_FS_EXECUTE | FS_READ | FS_WRITE | LANDLOCK_ACCESS_FS_REMOVE_DIR |         \
	    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |                           \
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |                          \
	    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

static void
allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr a = {.allowed_access = access};
	struct stat st;

	a.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (a.parent_fd < 0)
		return; /* not there: nothing to grant */
	if (fstat(a.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		a.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &a, 0);
	(void)close(a.parent_fd);
}

static bool
landlock(const struct pk_sandbox *s)
{
	/* The C library loads converters of encodings when they are first needed; the
	 * sanitizers look at the process itself. */
	static const char *const always[] = {"/usr/lib", "/lib", "/lib64", "/usr/lib64", "/usr/lib32",
	    "/usr/share/zoneinfo", "/etc/ld.so.cache", "/proc/self", "/proc/sys/vm", "/sys/devices/system/cpu",
	    "/dev/urandom", "/dev/null"};
	struct landlock_ruleset_attr attr = {.handled_access_fs = FS_ALL};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr.handled_access_fs), 0);
	bool done;
	size_t i;

	if (rules < 0)
		return false;
	for (i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		allow(rules, always[i], FS_READ);
	for (i = 0; i < s->nread; i++)
		allow(rules, s->read[i], FS_READ);
	for (i = 0; i < s->nwrite; i++)
		allow(rules, s->write[i], FS_READ | FS_WRITE);
	done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	(void)close(rules);
	return done;
}

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#endif

/*
 * A list of what is denied, not of what is allowed: the C library and the
 * sanitizers may change what they call, a reader of files never opens a socket.
 */
static bool
seccomp(void)
{
#ifdef ARCH
	static const int denied[] = {
	    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
	    SYS_sendto, SYS_sendmsg, SYS_execve, SYS_execveat, SYS_mount, SYS_umount2, SYS_pivot_root,
	    SYS_chroot, SYS_setns, SYS_unshare, SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key,
	    SYS_request_key, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load,
	    SYS_reboot, SYS_swapon, SYS_swapoff, SYS_sethostname, SYS_setdomainname, SYS_settimeofday,
	    SYS_clock_settime, SYS_userfaultfd, SYS_process_vm_writev, SYS_linkat, SYS_symlinkat,
	    SYS_mknodat, SYS_fchownat};
	enum { N = sizeof(denied) / sizeof(denied[0]) };
	struct sock_filter f[N + 6];
	struct sock_fprog prog = {.filter = f};
	size_t i, n = 0;

	f[n++] = (struct sock_filter)BPF_STMT(
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 0, N + 3);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	/* Calls of another ABI of the same processor have other numbers. */
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, N + 1, 0);
	for (i = 0; i < N; i++)
		f[n++] = (struct sock_filter)BPF_JUMP(
		    BPF_JMP | BPF_JEQ | BPF_K, (unsigned)denied[i], (uint8_t)(N - i), 0);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	prog.len = (unsigned short)n;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog) == 0;
#else
	return false;
#endif
}

unsigned
pk_sandbox_enter(const struct pk_sandbox *s)
{
	unsigned in_force = 0;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return 0;
	if (landlock(s))
		in_force |= PK_SANDBOX_LANDLOCK;
	if (seccomp())
		in_force |= PK_SANDBOX_SECCOMP;
	return in_force;
}

#else

unsigned
pk_sandbox_enter(const struct pk_sandbox *s)
{
	(void)s;
	return 0;
}

#endif
