package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func exchange(first, second string) error {
	err := unix.RenamexNp(first, second, unix.RENAME_SWAP)
	switch {
	case err == nil:
		return nil
	case err == unix.EINVAL: // how some file systems say that they cannot
		err = errors.ErrUnsupported
	}
	return &os.LinkError{Op: "exchange", Old: first, New: second, Err: err}
}
