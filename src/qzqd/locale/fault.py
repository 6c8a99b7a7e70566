"""What the system says when a file cannot be used, in both languages."""

from __future__ import annotations

import errno

from qzqd.locale import Text

_KNOWN = {
    errno.ENOENT: Text("没有这个文件或文件夹", "no such file or folder"),
    errno.EEXIST: Text("同名的文件已经存在", "a file of that name exists"),
    errno.ENOTDIR: Text("路径中间有一段不是文件夹", "part of the path is not a folder"),
    errno.EISDIR: Text("这是文件夹", "it is a folder"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("没有权限", "not permitted"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Text("磁盘满了", "the disk is full"),
    errno.ENAMETOOLONG: Text("文件名太长", "the name is too long"),
    errno.ELOOP: Text("符号链接绕成了圈", "symbolic links go in a circle"),
    errno.EBUSY: Text("文件正被别的程序占用", "another program is using it"),
    errno.EIO: Text("磁盘读写出错", "the disk failed"),
    errno.EBADF: Text("已经关闭", "it is closed"),
    errno.EFBIG: Text("文件太大", "the file is too large"),
    errno.EMFILE: Text("打开的文件太多（见 ulimit -n）", "too many open files (see ulimit -n)"),
    errno.ENFILE: Text("系统打开的文件太多", "too many open files on this system"),
    errno.EAGAIN: Text("进程太多，或者暂时不行，请再试", "too many processes, or not now: try again"),
    errno.ENOMEM: Text("内存不够", "out of memory"),
}


def why(error: OSError) -> Text:
    """The reason; in the system's own words where it is a rare one."""
    own = error.strerror or str(error)
    return _KNOWN.get(error.errno or 0, Text(own, own))
