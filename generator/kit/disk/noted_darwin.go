package disk

import (
	"io/fs"
	"syscall"
)

// Noted is when the system noted the last change of a file, in nanoseconds of
// Unix, which nobody can set as one can the time of its words; 0 where it does not
// say.
func Noted(info fs.FileInfo) int64 {
	if found, says := info.Sys().(*syscall.Stat_t); says {
		return found.Ctimespec.Nano()
	}
	return 0
}
