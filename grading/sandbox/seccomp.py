"""System calls that a submission may not make.

The filter is compiled once, in the warm process, with pyseccomp (libseccomp). A child only installs the bytes: after a
fork no library is called that might hold a lock.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress

#: Looking into or steering other processes, mounts and namespaces, keys, kernel interfaces, other users, the clock;
#: memory that no limit counts (files without a name, shared segments).
_REFUSED = """
ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd pidfd_open mount umount2 pivot_root
chroot unshare setns open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr keyctl add_key
request_key bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register kexec_load
kexec_file_load init_module finit_module delete_module reboot swapon swapoff acct quotactl quotactl_fd
settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname iopl ioperm personality
name_to_handle_at open_by_handle_at lookup_dcookie vhangup syslog mknod mknodat fanotify_init nfsservctl
memfd_create memfd_secret shmget shmat semget msgget
setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset seccomp
""".split()  # noqa: SIM905
#: One user and no process namespace: signals would reach others, and a process left behind could not be found again.
_REFUSED_WITHOUT_NAMESPACES = """
fork vfork kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal setsid setpgid
""".split()  # noqa: SIM905

_AF_UNIX, _FAMILIES = 1, range(46)
_CLONE_NEW = 0x7E020000  # every CLONE_NEW… flag
_CLONE_THREAD = 0x00010000
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # put characters into somebody's terminal
_PR_SET_PDEATHSIG = 1


def available() -> bool:
    """True if the filter can be compiled here (the package pyseccomp and the system's libseccomp)."""
    try:
        import pyseccomp  # noqa: F401
    except (ImportError, OSError, RuntimeError):
        return False
    return True


def compiled(namespaces: bool) -> bytes | None:
    """The filter as bytes, or None where libseccomp is missing.

    Args:
        namespaces: Whether the process will have namespaces of its own; without them, more is refused.
    """
    if not available():
        return None
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ALLOW)

    def refuse(name: str, *arguments: object, number: int = errno.EPERM) -> None:
        with suppress(Exception):  # a call that this kernel or this processor does not know cannot be made either
            rules.add_rule(seccomp.ERRNO(number), name, *arguments)

    for name in _REFUSED + ([] if namespaces else _REFUSED_WITHOUT_NAMESPACES):
        refuse(name)
    for bit in range(32):
        flag = 1 << bit
        if flag & _CLONE_NEW:
            refuse("clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    if not namespaces:
        refuse("clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, 0))
    refuse("clone3", number=errno.ENOSYS)  # its flags are out of a filter's reach; the C library then uses clone
    for family in _FAMILIES:
        if family != _AF_UNIX or not namespaces:
            refuse("socket", seccomp.Arg(0, seccomp.EQ, family), number=errno.EACCES)
    for request in (_TIOCSTI, _TIOCLINUX):
        refuse("ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, request))
    # the signal that ends this process with its parent must stay as it was set
    refuse("prctl", seccomp.Arg(0, seccomp.EQ, _PR_SET_PDEATHSIG))
    with os.fdopen(os.memfd_create("filter"), "w+b") as file:
        rules.export_bpf(file)
        file.flush()
        file.seek(0)
        return file.read()
