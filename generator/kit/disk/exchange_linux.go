package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func exchange(first, second string) error {
	err := unix.Renameat2(unix.AT_FDCWD, first, unix.AT_FDCWD, second, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return nil
	case err == unix.EINVAL: // how most file systems say that they cannot
		err = errors.ErrUnsupported
	}
	return &os.LinkError{Op: "exchange", Old: first, New: second, Err: err}
}
