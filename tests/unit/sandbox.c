/* base: the sandbox takes what it says, in a process of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOTHING = 77 };

/* In the child: 0 when all is as it should be, a number for what is not. */
static int
inside(const char *dir)
{
	const char *read[] = {dir};
	struct pk_sandbox s = {.read = read, .nread = 1};
	unsigned on = pk_sandbox_enter(&s);
	char path[64];
	size_t n = strlen(dir);

	if (on == 0)
		return NOTHING;
	if (open(dir, O_RDONLY | O_DIRECTORY) < 0)
		return 1;
	memcpy(path, dir, n);
	memcpy(path + n, "/x", 3);
	if (on & PK_SANDBOX_LANDLOCK) {
		if (open(path, O_WRONLY | O_CREAT, 0600) >= 0)
			return 2;
		if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES)
			return 3;
	}
	if (on & PK_SANDBOX_SECCOMP) {
		if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || errno != EPERM)
			return 4;
		(void)execl("/bin/true", "true", (char *)NULL);
		if (errno != EPERM && errno != EACCES)
			return 5;
	}
	return 0;
}

static void
test_sandbox(void **state)
{
	char dir[] = "/tmp/pk-sandbox-XXXXXX";
	const char *preload = getenv("LD_PRELOAD");
	int status = 0;
	pid_t pid;

	(void)state;
	if (preload && strstr(preload, "vgpreload"))
		skip(); /* what it takes from the program it would take from valgrind */
	assert_non_null(mkdtemp(dir));
	pid = fork();
	if (pid == 0)
		_exit(inside(dir));
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	(void)rmdir(dir);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == NOTHING)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sandbox)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
